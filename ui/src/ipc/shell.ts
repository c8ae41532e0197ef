/**
 * What the shell answers itself, beside jury-desk's table: picking files, the media server, giving up on a call.
 *
 * The one rule: the page names files by token only; a path never comes this way.
 */
import type { Nothing } from './generated/Nothing';

/** A file or folder somebody picked or dropped. */
export interface PickedFile {
  token: string;
  name: string;
  folder: boolean;
  bytes: number;
}
export interface Picked { files: PickedFile[] }
export interface PickFiles { title: string; kind: string; endings: string[]; many: boolean }

export interface ShellOperations {
  cancel: [{ call: number }, Nothing];
  media_base: [Nothing, { base: string }];
  pick_files: [PickFiles, Picked];
  pick_folder: [{ title: string }, Picked];
  pick_save: [{ title: string; name: string }, Picked];
  pick_reveal: [{ token: string }, Nothing];
}
