/** One page as a picture; a page that could not be shown says so and can be tried again (the worker may have been restarted). */
import { Button } from 'antd';
import { useCallback, useState, type CSSProperties } from 'react';
import { words } from '../../words';

interface Props { source: string; label: string; failed?: string; style?: CSSProperties }

export function PageImage({ source, label, failed = words.reader.pageFailed, style }: Props) {
  const [broken, setBroken] = useState<string>();
  // A page scrolled past is not waited for: taking its address away closes the connection, and the desk never begins it.
  const attach = useCallback((image: HTMLImageElement | null) => () => { image?.removeAttribute('src'); }, []);
  if (broken === source) {
    return (
      <div className="page-failed" role="alert">
        <p>{failed}</p>
        <Button size="small" onClick={() => { setBroken(undefined); }}>{words.reader.pageRetry}</Button>
      </div>
    );
  }
  return <img ref={attach} src={source} alt={label} style={style} draggable={false} decoding="async" onError={() => { setBroken(source); }} />;
}
