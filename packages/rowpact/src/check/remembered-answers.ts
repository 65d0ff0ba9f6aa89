import { type ByteStore, sha256 } from '@rowpact/model';
import { codeFingerprint } from '@rowpact/postgres';

/** Asks once and remembers: what is asked about stands whole in `question`, so that another question is another entry. */
export async function remembered<Answer>(
  store: ByteStore | null,
  question: readonly string[],
  ask: () => Promise<Answer>,
): Promise<Answer> {
  if (store === null) return ask();
  const key = sha256(...question, codeFingerprint());
  const known = await store.read(key);
  if (known !== null) return JSON.parse(Buffer.from(known).toString('utf8')) as Answer; // written below, by this very code
  const answer = await ask();
  await store.write(key, Buffer.from(JSON.stringify(answer)));
  return answer;
}
