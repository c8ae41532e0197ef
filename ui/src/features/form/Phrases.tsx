/** 常用语: the expert's own phrases, the one used most first; inserted where the caret is. */
import { useAct } from '../../ipc/useAct';
import { amendAnswer, useAnswer } from '../../ipc/useAnswer';
import type { Phrases as Answer } from '../../ipc/generated/Phrases';
import { Answered } from '../../shared/Answered';
import { intoView } from '../../shared/intoView';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.form;

interface Props {
  text: string;
  /** What of it is selected; empty when nothing is. */
  chosen: string;
  onInsert: (phrase: string) => void;
}

export function Phrases({ text, chosen, onInsert }: Props) {
  const shown = useAnswer('phrases_look', {});
  const put = useAct('phrase_put');
  const used = useAct('phrase_use');
  const removed = useAct('phrase_remove');
  const show = (answer: Answer | undefined) => { if (answer) amendAnswer('phrases_look', {}, () => answer); };
  const keep = () => { void put.act({ text: chosen === '' ? text : chosen }).then(show); };
  return (
    <div ref={intoView} className="phrases" role="group" aria-label={TEXT.phrases} data-testid="phrases">
      <Answered shown={shown}>{({ phrases }) => (
        <>
          {phrases.length === 0 && <p className="small secondary">{TEXT.phrasesNone}</p>}
          <ul>
            {phrases.map((phrase) => (
              <li key={phrase.id}>
                <button type="button" className="plain cut" title={phrase.text} aria-label={TEXT.phraseInsert(phrase.text)} data-testid="phrase" onMouseDown={(event) => { event.preventDefault(); }}
                  onClick={() => { onInsert(phrase.text); void used.act({ id: phrase.id }).then(show); }}>{phrase.text}</button>
                <button type="button" className="link small" aria-label={TEXT.phraseRemove(phrase.text)} data-testid="phrase-remove" onClick={() => { void removed.act({ id: phrase.id }).then(show); }}>{TEXT.phraseRemoveShort}</button>
              </li>
            ))}
          </ul>
        </>
      )}</Answered>
      <Sentence problem={put.problem ?? removed.problem} />
      <button type="button" className="link small" disabled={text.trim() === ''} onMouseDown={(event) => { event.preventDefault(); }} onClick={keep} data-testid="phrase-keep">{chosen === '' ? TEXT.phraseKeepAll : TEXT.phraseKeepChosen}</button>
    </div>
  );
}
