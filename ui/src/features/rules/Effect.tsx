/** What the rule on the left would change in the ranking as it stands. */
import type { RuleEffect } from '../../ipc/generated/RuleEffect';
import type { RulePreview } from '../../ipc/generated/RulePreview';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.rules;

export function Effect({ preview }: { preview: RulePreview }) {
  if (preview.faults.length > 0) {
    return <section className="card" aria-label={TEXT.faults} data-testid="rule-faults"><h2>{TEXT.faults}</h2><ul className="rule-faults">{preview.faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></section>;
  }
  const touched = preview.tracks.filter(({ moved, newTies, tiesGone, fortunes }) => moved.length + newTies.length + tiesGone + fortunes.length > 0);
  return (
    <section className="card" aria-label={TEXT.effectTitle} data-testid="rule-effect"><h2>{TEXT.effectTitle}</h2>
      <p className="secondary small">{preview.same ? TEXT.same : TEXT.effectNote}</p>
      {touched.length === 0 && !preview.same && <p>{TEXT.effectNone}</p>}
      {touched.map((effect) => <Track key={effect.track} effect={effect} />)}
    </section>
  );
}

function Track({ effect }: { effect: RuleEffect }) {
  return (
    <div className="rule-effect">
      <h3>{effect.name}<small className="secondary">{TEXT.effectTrack(effect.moved.length, effect.entries)}</small></h3>
      {effect.newTies.map((names) => <p key={names.join()} className="attention small">{TEXT.newTies(names.join(' '))}</p>)}
      {effect.tiesGone > 0 && <p className="small">{TEXT.tiesGone(effect.tiesGone)}</p>}
      {effect.moved.length > 0 && <table className="rule-moves"><thead><tr><th>{TEXT.effectColumns.entry}</th><th className="right">{TEXT.effectColumns.before}</th><th className="right">{TEXT.effectColumns.after}</th><th>{TEXT.effectColumns.change}</th><th className="right">{TEXT.effectColumns.score}</th></tr></thead>
        <tbody>{effect.moved.map((one) => <tr key={one.entry}>
          <td className="cut" title={one.title}><small className="number secondary">{entryNumber(one.entry)}</small>{one.title}</td>
          <td className="right">{one.before ?? words.common.none}</td><td className="right">{one.after ?? words.common.none}</td>
          <td className="small nowrap">{one.before === null ? TEXT.gains : one.after === null ? TEXT.loses : TEXT.moved(one.before - one.after)}</td>
          <td className="right small nowrap">{one.publishedBefore === one.publishedAfter ? one.publishedAfter ?? words.common.none : `${one.publishedBefore ?? words.common.none} → ${one.publishedAfter ?? words.common.none}`}</td></tr>)}</tbody></table>}
      {effect.fortunes.length > 0 && <table className="rule-moves" data-testid="rule-fortunes"><thead><tr><th>{TEXT.fortunes}</th><th>{TEXT.effectColumns.before}</th><th>{TEXT.effectColumns.after}</th></tr></thead>
        <tbody>{effect.fortunes.map((one) => <tr key={`${one.entry} ${one.before} ${one.after}`}>
          <td className="cut" title={one.title}><small className="number secondary">{entryNumber(one.entry)}</small>{one.title}</td>
          <td className="small nowrap">{one.before || TEXT.nothing}</td><td className="small nowrap attention">{one.after || TEXT.nothing}</td></tr>)}</tbody></table>}
    </div>
  );
}
