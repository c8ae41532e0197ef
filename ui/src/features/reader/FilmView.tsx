/** A film, played from the loopback server. */
import { useState } from 'react';
import type { MaterialLook } from '../../ipc/generated/MaterialLook';
import type { MediaUrls } from '../../ipc/media';
import { duration } from '../../shared/format';
import { words } from '../../words';

export function FilmView({ look, urls }: { look: MaterialLook; urls: MediaUrls }) {
  const [broken, setBroken] = useState(false);
  return (
    <>
      <div className="bar tools"><span className="cut">{look.name}</span>{look.durationMs !== null && <span className="secondary nowrap">　{words.reader.duration(duration(look.durationMs))}</span>}</div>
      <div className="view film">
        {broken ? <p className="page-failed" role="alert">{words.reader.filmFailed}</p>
          : <video src={urls.video(look.id)} controls preload="metadata" controlsList="nodownload" aria-label={look.name} onError={() => { setBroken(true); }} />}
      </div>
    </>
  );
}
