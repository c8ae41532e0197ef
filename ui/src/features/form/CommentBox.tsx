/** The comment on the whole entry. */
import { Input } from 'antd';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { useComment } from '../../shared/marks';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

export function CommentBox({ look, onBlur }: { look: EntryLook; onBlur: () => void }) {
  const comment = useComment(look);
  return (
    <div className="comment">
      <label><span className="small secondary">{words.form.comment}</span>
        <Input.TextArea value={comment.text} readOnly={look.readOnly} placeholder={look.readOnly ? '' : words.form.commentHint} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} data-testid="comment"
          onChange={(event) => { comment.set(event.target.value); }} onBlur={onBlur} />
      </label>
      <Sentence problem={comment.problem} />
    </div>
  );
}
