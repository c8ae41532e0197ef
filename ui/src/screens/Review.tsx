/** 逐项评审: list, dossier and form on one screen; dividers can be dragged, the list folded away. In a slim window it opens for one choice. */
import { useState, type CSSProperties, type ReactNode } from 'react';
import type { ExpertHome } from '../ipc/generated/ExpertHome';
import { useAnswer } from '../ipc/useAnswer';
import { EntryList } from '../features/entries/EntryList';
import { neighbour, ordered, type Filter, type Order } from '../features/entries/order';
import { Form } from '../features/form/Form';
import { useTimeSpent } from '../features/overview/useTimeSpent';
import { NotesProvider } from '../features/notes/NotesProvider';
import { PackAdd } from '../features/packs/PackAdd';
import { SearchOpen } from '../features/search/SearchOpen';
import { SearchPane } from '../features/search/SearchPane';
import type { Indexing } from '../features/search/useIndexing';
import type { Searching, SetSearching } from '../features/search/useSearching';
import { useGoTo, type ReadingPlace, type Said } from '../shared/place';
import { Reader } from '../features/reader/Reader';
import { Answered } from '../shared/Answered';
import { Divider } from '../shared/Divider';
import { Empty } from '../shared/Empty';
import { useWindowHeight, useWindowWidth } from '../shared/useWindow';
import { words } from '../words';

/** `turn` counts the times somebody asked to go to `place`, so that the same place can be gone to twice. */
export interface Spot { entry: string | undefined; criterion: string | undefined; place?: ReadingPlace | undefined; said?: Said | undefined; turn?: number }
/** Below this, list, dossier and form do not fit beside each other: a small laptop at 150 % and more. */
const SLIM = 900;
/** Of a slim window's width, at most. */
const FORM_SHARE = 0.47;

interface Widths { list?: number; form?: number; search?: number }

/** Widths and folding last while the window is open. */
const kept: { widths: Widths; folded: boolean | undefined; filter: Filter; order: Order } = { widths: {}, folded: undefined, filter: 'all', order: 'reading' };

interface Props { home: ExpertHome; spot: Spot; onSpot: (spot: Spot) => void; searching: Searching; onSearching: SetSearching; indexing: Indexing }

export function Review({ home, spot, onSpot, searching, onSearching, indexing }: Props) {
  const width = useWindowWidth();
  const [widths, setWidths] = useState(kept.widths);
  const slim = width < SLIM;
  const [chosen, setChosen] = useState(kept.folded);
  const [opened, setOpened] = useState(false);
  const folded = slim ? !opened : chosen ?? width < 1200;
  const [filter, setFilter] = useState(kept.filter);
  const [order, setOrder] = useState(kept.order);
  const [shown, setShown] = useState<{ entry: string; material: string | undefined }>();
  const goTo = useGoTo();
  useTimeSpent(spot.entry);
  const list = widths.list ?? (width >= 1800 ? 256 : 216);
  const search = widths.search ?? (width >= 1800 ? 376 : width < 1200 ? 256 : 288);
  const wanted = widths.form ?? (width >= 1800 ? 448 : width < 1200 ? 360 : 392);
  const form = slim ? Math.min(wanted, Math.round(width * FORM_SHARE)) : wanted;
  const rows = ordered(home.entries, order);
  const go = (entry: string) => {
    setOpened(false);
    onSpot({ entry, criterion: undefined });
  };
  const fold = (next: boolean) => {
    if (slim) { setOpened(!next); return; }
    kept.folded = next;
    setChosen(next);
  };
  const size = (next: Widths) => { kept.widths = next; setWidths(next); };
  const closeSearch = () => {
    onSearching({ open: false });
    // What was found is no longer marked; where one is stays.
    if (spot.place?.words) onSpot({ ...spot, place: undefined });
  };
  const left = searching.open
    ? <SearchPane searching={searching} onSearching={onSearching} indexing={indexing} entry={spot.entry} material={shown?.entry === spot.entry ? shown?.material : undefined} onGo={goTo} onClose={closeSearch} />
    : folded
      ? <button type="button" className="plain unfold" onClick={() => { fold(false); }} aria-label={words.expert.expand} title={words.expert.expand}>› {words.expert.list}</button>
      : <EntryList rows={home.entries} current={spot.entry} filter={filter} order={order} onFilter={(next) => { kept.filter = next; setFilter(next); }} onOrder={(next) => { kept.order = next; setOrder(next); }} onSelect={go} onCollapse={() => { fold(true); }} />;
  const leftDivider = searching.open
    ? <Divider label={words.reader.divider} size={search} least={240} most={560} side="before" onResize={(next) => { size({ ...widths, search: next }); }} />
    : folded ? <span /> : <Divider label={words.reader.divider} size={list} least={160} most={360} side="before" onResize={(next) => { size({ ...widths, list: next }); }} />;
  const around = (direction: 1 | -1) => (spot.entry === undefined ? undefined : neighbour(rows, filter, spot.entry, direction));
  return (
    <main className={`review${searching.open ? ' searching' : ''}${spot.said === undefined ? '' : ' to-said'}`} style={{ '--list': searching.open ? `${String(search)}px` : folded ? '28px' : `${String(list)}px`, '--form': `${String(form)}px` } as CSSProperties}>
      {left}
      {leftDivider}
      {spot.entry === undefined
        ? <Empty text={words.expert.noEntries} />
        : <Entry key={spot.entry} searching={searching.open} entry={spot.entry} criterion={spot.criterion} place={spot.place} said={spot.said} turn={spot.turn} home={home} previous={around(-1)} next={around(1)} onGo={go}
            search={searching.open ? undefined : <SearchOpen indexing={indexing} onOpen={() => { onSearching({ open: true, scope: 'all' }); }} />} onShown={(entry, material) => { setShown({ entry, material }); }}
            divider={<Divider label={words.reader.divider} size={form} least={slim ? 280 : 320} most={slim ? Math.round(width * FORM_SHARE) : 640} side="after" onResize={(next) => { size({ ...widths, form: next }); }} />} />}
    </main>
  );
}

interface EntryProps { /** Somebody is looking for words: the focus stays with them. */ searching: boolean; entry: string; criterion: string | undefined; place: ReadingPlace | undefined; said: Said | undefined; turn: number | undefined; home: ExpertHome; previous: string | undefined; next: string | undefined; onGo: (entry: string) => void; divider: ReactNode; search: ReactNode; onShown: (entry: string, material: string | undefined) => void }

function Entry({ searching, entry, criterion, place, said, turn, home, previous, next, onGo, divider, search, onShown }: EntryProps) {
  const shown = useAnswer('entry_look', { entry });
  const roomy = useWindowHeight() >= 1000;
  const narrow = useWindowWidth() < 1200;
  const done = home.entries.filter(({ state }) => state === 'done').length;
  return (
    <Answered shown={shown}>{(look) => (
      <NotesProvider look={look}>
        <Reader entry={entry} materials={look.materials} place={place} turn={turn} narrow={narrow} beside={search} onShown={(material) => { onShown(entry, material); }} absent={<PackAdd text={words.expert.packAbsent} />} />
        {divider}
        <Form key={criterion ?? ''} look={look} done={done} previous={previous} next={next} criterion={criterion} roomy={roomy} said={said} turn={turn} quiet={searching || place?.words !== undefined || said !== undefined} onGo={onGo} />
      </NotesProvider>
    )}</Answered>
  );
}
