import { build } from 'some-framework';
import { findPlayer } from './players.js';
import { makePage } from './page.js';

build({ page: makePage({ findPlayer, log: console.log }) });
