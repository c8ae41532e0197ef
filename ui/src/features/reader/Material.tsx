/** One material, shown as what it is; or why it cannot be. */
import type { ReactNode } from 'react';
import type { MaterialLook } from '../../ipc/generated/MaterialLook';
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import { useMediaUrls, type MediaUrls } from '../../ipc/media';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';
import { FilmView } from './FilmView';
import { PagesView } from './PagesView';
import { PictureView } from './PictureView';

interface Props { row: MaterialRow; absent: ReactNode; thumbs: boolean; onThumbs: () => void }

export function Material({ row, absent, thumbs, onThumbs }: Props) {
  if (row.state === 'absent') return <div className="view message">{absent}</div>;
  if (row.state === 'missing') return <div className="view message"><p className="panel">{words.expert.packMissing}</p></div>;
  return <Present material={row.id} thumbs={thumbs} onThumbs={onThumbs} />;
}

function Present({ material, thumbs, onThumbs }: { material: string; thumbs: boolean; onThumbs: () => void }) {
  const shown = useAnswer('material_look', { material });
  const urls = useMediaUrls();
  return (
    <Answered shown={shown}>
      {(look) => (
        <>
          {look.remark !== null && <p className="remark small">{look.remark}</p>}
          {urls && <View look={look} urls={urls} thumbs={thumbs} onThumbs={onThumbs} />}
        </>
      )}
    </Answered>
  );
}

function View({ look, urls, thumbs, onThumbs }: { look: MaterialLook; urls: MediaUrls; thumbs: boolean; onThumbs: () => void }) {
  switch (look.view) {
    case 'pages': return <PagesView look={look} urls={urls} thumbs={thumbs} onThumbs={onThumbs} />;
    case 'picture': return <PictureView look={look} urls={urls} />;
    case 'film': return <FilmView look={look} urls={urls} />;
    case 'none': return <div className="view message"><p className="panel">{look.problem}</p></div>;
  }
}
