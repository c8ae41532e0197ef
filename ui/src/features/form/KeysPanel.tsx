/** The keys of the form, in a panel of the form itself: the dossier stays in sight and everything goes on working. */
import { words } from '../../words';
import { HELP } from './keys';

const TEXT = words.form;

export function KeysPanel({ onClose }: { onClose: () => void }) {
  return (
    <section className="keys-panel" aria-label={TEXT.helpTitle} data-testid="keys-panel">
      <header className="pair"><h3>{TEXT.helpTitle}</h3><button type="button" className="link small" onClick={onClose} data-testid="keys-close">{words.common.close}</button></header>
      <dl>
        {HELP.map(({ does, keys }) => (
          <div key={does}>
            <dt>{keys.map((chord) => <span key={chord.join()}>{chord.map((key) => <kbd key={key}>{key}</kbd>)}</span>)}</dt>
            <dd>{TEXT.help[does]}</dd>
          </div>
        ))}
      </dl>
      <p className="small secondary">{TEXT.helpNote}</p>
    </section>
  );
}
