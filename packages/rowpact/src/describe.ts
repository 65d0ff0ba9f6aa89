import type { Failure, Finding } from '@rowpact/model';
import { failureText } from './output/failure-text.js';
import { findingText } from './output/finding-text.js';
import { paintFor } from './output/style.js';

const plain = paintFor({ colour: false });

/** Failures and findings as plain text, for hosts that print them their own way. */
export const describe: {
  readonly failure: (failure: Failure) => string;
  readonly finding: (finding: Finding) => string;
} = {
  failure: (failure) => failureText(failure, plain),
  finding: (finding) => findingText(finding, plain),
};
