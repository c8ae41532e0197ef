/** One material, shown as what it is; or why it cannot be. */
import type { ReactNode } from 'react';
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import { useMediaUrls } from '../../ipc/media';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';
import { FilmView } from './FilmView';
import { PagesView, type MaterialProps } from './PagesView';
import { PictureView } from './PictureView';

type Shown = Omit<MaterialProps, 'look' | 'urls'>;

export function Material({ row, absent, ...shown }: Shown & { row: MaterialRow; absent: ReactNode }) {
  if (row.state === 'absent') return <div className="view message">{absent}</div>;
  if (row.state === 'missing') return <div className="view message"><p className="panel">{words.expert.packMissing}</p></div>;
  return <Present material={row.id} {...shown} />;
}

function Present({ material, ...shown }: Shown & { material: string }) {
  const answer = useAnswer('material_look', { material });
  const urls = useMediaUrls();
  return (
    <Answered shown={answer}>
      {(look) => (
        <>
          {look.remark !== null && <p className="remark small">{look.remark}</p>}
          {urls && <View look={look} urls={urls} {...shown} />}
        </>
      )}
    </Answered>
  );
}

function View(props: MaterialProps) {
  switch (props.look.view) {
    case 'pages': return <PagesView {...props} />;
    case 'picture': return <PictureView {...props} />;
    case 'film': return <FilmView {...props} />;
    case 'none': return <div className="view message"><p className="panel">{props.look.problem}</p></div>;
  }
}
