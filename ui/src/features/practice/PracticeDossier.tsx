/** The practice dossier: two pages that look like an application form and say how to try the form beside them. */
import { words } from '../../words';

const TEXT = words.practice;

export function PracticeDossier() {
  return (
    <div className="practice-pages" tabIndex={0} role="region" aria-label={TEXT.pages}>
      {TEXT.dossier.map(({ title, parts }, index) => (
        <article key={title} className="practice-page">
          <h1>{title}</h1>
          {parts.map(([head, text]) => <section key={head}><h2>{head}</h2><p>{text}</p></section>)}
          <footer>{TEXT.page(index + 1, TEXT.dossier.length)}</footer>
        </article>
      ))}
    </div>
  );
}
