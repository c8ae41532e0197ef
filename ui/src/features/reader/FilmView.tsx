/** A film, played from the loopback server: speed, steps, and it goes on where it was left. */
import { Select } from 'antd';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { duration } from '../../shared/format';
import { words } from '../../words';
import { composing } from '../../shared/composing';
import { beginningOf, filmKey, FRAME_MS, moved, SKIP_MS, SPEEDS, type FilmKey } from './film';
import { Once } from './once';
import { useOverlay } from '../../shared/overlay';
import { OverlayTools } from './OverlayTools';
import type { MaterialProps } from './PagesView';
import { keepSpot, spotOf, writeSpot } from './spots';
import { Tool } from './Tool';

const TEXT = words.reader;
const gone = new Once();

export function FilmView({ look, urls, place, turn }: MaterialProps) {
  const [broken, setBroken] = useState(false);
  const [ready, setReady] = useState(false);
  const [now, setNow] = useState(0);
  const [speed, setSpeed] = useState(1);
  const film = useRef<HTMLVideoElement>(null);
  const overlay = useOverlay();
  const { id: material, spot } = look;
  useEffect(() => () => { writeSpot(material); }, [material]);

  const seek = (ms: number) => { if (film.current) film.current.currentTime = ms / 1000; };
  const go = useEffectEvent(() => {
    if (!ready || place?.filmMs === undefined || !gone.first(place, turn)) return;
    film.current?.pause();
    seek(place.filmMs);
  });
  useEffect(() => { go(); }, [place, turn, ready]);

  const loaded = (video: HTMLVideoElement) => {
    video.playbackRate = speed;
    seek(beginningOf(spotOf(material, spot).filmMs, video.duration * 1000));
    setReady(true);
  };
  const passed = (video: HTMLVideoElement) => {
    const ms = Math.round(video.currentTime * 1000);
    setNow(ms);
    keepSpot(material, { filmMs: ms }, spot);
  };
  const act = (key: FilmKey) => {
    const video = film.current;
    if (!video) return;
    const at = video.currentTime * 1000;
    const by = (ms: number) => { seek(moved(at, ms, video.duration * 1000)); };
    if (key === 'play') { if (video.paused) void video.play().catch(() => undefined); else video.pause(); }
    else if (key === 'backward') by(-SKIP_MS);
    else if (key === 'onward') by(SKIP_MS);
    else { video.pause(); by(key === 'frameBack' ? -FRAME_MS : FRAME_MS); }
  };
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const key = composing(event.nativeEvent) ? undefined : filmKey(event.nativeEvent);
    if (key === undefined) return;
    // The form takes a full stop for a mark; while the film has the focus it is a frame.
    event.preventDefault();
    event.stopPropagation();
    act(key);
  };
  const choose = (next: number) => { setSpeed(next); if (film.current) film.current.playbackRate = next; };
  return (
    <>
      <div className="bar tools" role="toolbar" aria-label={TEXT.document}>
        <Tool text="−5″" label={TEXT.skipBack} act={() => { act('backward'); }} />
        <Tool text="+5″" label={TEXT.skipOn} act={() => { act('onward'); }} /><hr />
        <Tool text="‹|" label={TEXT.frameBack} act={() => { act('frameBack'); }} />
        <Tool text="|›" label={TEXT.frameOn} act={() => { act('frameOn'); }} /><hr />
        <Select size="small" value={speed} onChange={choose} aria-label={TEXT.speed} data-testid="film-speed" popupMatchSelectWidth={false} options={SPEEDS.map((value) => ({ value, label: TEXT.times(value) }))} />
        <span className="clock nowrap" data-testid="film-now">{duration(now)}{look.durationMs !== null && <span className="secondary"> / {duration(look.durationMs)}</span>}</span>
        <span className="grow" />
        <OverlayTools where={() => ({ material, filmMs: Math.round((film.current?.currentTime ?? 0) * 1000) })} />
      </div>
      <div className="view film" tabIndex={-1} onKeyDownCapture={pressed}>
        {broken ? <p className="page-failed" role="alert">{TEXT.filmFailed}</p>
          : <video ref={film} src={urls.video(material)} controls preload="metadata" controlsList="nodownload" disablePictureInPicture aria-label={look.name} onLoadedMetadata={(event) => { loaded(event.currentTarget); }} onTimeUpdate={(event) => { passed(event.currentTarget); }} onSeeked={(event) => { passed(event.currentTarget); }} onError={() => { setBroken(true); }} />}
      </div>
      {overlay.renderFilm?.(material, seek)}
    </>
  );
}
