/** How much is there, as one bar: verified, waiting for ink, held, awaited. */
import type { Coverage } from '../ipc/generated/Coverage';
import { words } from '../words';

export function CoverageBar({ coverage }: { coverage: Coverage }) {
  const share = (count: number) => `${String(coverage.expected === 0 ? 0 : (100 * count) / coverage.expected)}%`;
  const { verified, provisional, held, awaited } = coverage;
  return (
    <span className="meter-bar" role="img" aria-label={words.merge.coverLabel(verified, provisional, held, awaited)} title={words.merge.coverLabel(verified, provisional, held, awaited)}>
      <span className="fill-ok" style={{ width: share(verified) }} /><span className="fill-paper" style={{ width: share(provisional) }} /><span className="fill-attention" style={{ width: share(held) }} />
    </span>
  );
}
