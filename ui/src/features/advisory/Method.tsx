/** 计算方法与数据: how it is computed and what from, for whoever asks. */
import { Popover } from 'antd';
import { words } from '../../words';

const TEXT = words.advisory;

export function Method({ basis }: { basis: string }) {
  const content = <div className="method">{TEXT.methodText.map((line) => <p key={line}>{line}</p>)}<p className="small secondary digest">{TEXT.basis(basis.slice(0, 16))}</p></div>;
  return <Popover trigger="click" placement="bottomRight" content={content}><button type="button" className="link">{TEXT.method}</button></Popover>;
}
