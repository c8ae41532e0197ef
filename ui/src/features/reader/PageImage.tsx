/** One page as a picture; a page that could not be shown says so and can be tried again (the worker may have been restarted). */
import { Button } from 'antd';
import { useState } from 'react';
import { words } from '../../words';

interface Props { source: string; label: string; failed?: string }

export function PageImage({ source, label, failed = words.reader.pageFailed }: Props) {
  const [broken, setBroken] = useState<string>();
  if (broken === source) {
    return (
      <div className="page-failed" role="alert">
        <p>{failed}</p>
        <Button size="small" onClick={() => { setBroken(undefined); }}>{words.reader.pageRetry}</Button>
      </div>
    );
  }
  return <img src={source} alt={label} draggable={false} decoding="async" onError={() => { setBroken(source); }} />;
}
