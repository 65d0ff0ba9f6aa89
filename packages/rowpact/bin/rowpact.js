#!/usr/bin/env node
// A committed file, so that npm can link it before anything is built.
import '../dist/bin.js';
