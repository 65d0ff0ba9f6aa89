import { type Change, type ImpactFinding, sha256 } from '@rowpact/model';
import { canHurt } from '@rowpact/impact';
import type { RegisteredContract } from '@rowpact/registry';

/** A registered consumer of which there is neither the code nor a record. */
export interface UnscannedConsumer {
  readonly entry: RegisteredContract;
  readonly deployed: ImpactFinding['deployed'];
}

/** Nobody knows what these consumers use: any change that could hurt somebody could hurt them. */
export function unscannedFindings(
  unscanned: readonly UnscannedConsumer[],
  changes: readonly Change[],
): readonly ImpactFinding[] {
  if (!changes.some(canHurt)) return [];
  return unscanned.map(({ entry, deployed }) => {
    const { consumer, producer } = entry.contract;
    const version =
      deployed === null ? consumer : `${consumer} at ${deployed.sha.slice(0, 10)} (${deployed.environment})`;
    return {
      kind: 'impact',
      rule: 'could-not-look',
      verdict: 'unknown',
      level: 'error',
      producer,
      consumer,
      deployed,
      sentence: `nobody knows what ${version} uses: the registry has no record of its statements`,
      change: null,
      subject: null,
      location: { file: entry.path },
      migration: null,
      excerpt: null,
      why: 'It is registered, its source is not here, and it was never scanned.',
      evidence: [],
      refusal: null,
      remedy: {
        summary: `record what ${consumer} uses`,
        steps: [
          {
            who: 'consumer',
            what: 'scan it where its source is, and commit what is written to the registry',
            command: `rowpact scan --consumer ${consumer}`,
          },
        ],
      },
      fingerprint: sha256('could-not-look', producer, consumer, deployed?.sha ?? '').slice(0, 16),
      typecheck: null,
      accepted: null,
    };
  });
}
