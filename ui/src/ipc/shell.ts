/**
 * What the shell answers itself, beside jury-desk's table: picking files, the media server, giving up on a call.
 *
 * The one rule: the page names files by token only; a path never comes this way.
 */
export type { PickedFile } from './generated/PickedFile';
export type { PickFiles } from './generated/PickFiles';
export type { Picked } from './generated/Picked';
export type { ShellOperations } from './generated/ShellOperations';
