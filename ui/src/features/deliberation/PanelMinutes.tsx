/** What panels' chairs signed as minutes in their returns: to read beside one's own, never to change. */
import type { PanelMinutes as Minutes } from '../../ipc/generated/PanelMinutes';
import { words } from '../../words';

const TEXT = words.deliberation;

export function PanelMinutes({ minutes }: { minutes: readonly Minutes[] }) {
  if (minutes.length === 0) return null;
  return (
    <details className="panel-minutes" data-testid="panel-minutes">
      <summary>{TEXT.fromPanels(minutes.length)}</summary>
      {minutes.map((one) => (
        <section key={one.panel}>
          <h3>{TEXT.fromPanel(one.panel, one.chair, one.seq)}<small className="secondary">{TEXT.code(one.code)}</small></h3>
          <p className="said small">{one.text}</p>
        </section>
      ))}
    </details>
  );
}
