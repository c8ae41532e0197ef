/** Asking the person for files, through whatever the carrier has for it. */
import { ask } from '../ipc/desk';
import type { PickedFile, PickFiles } from '../ipc/shell';

export async function pickFiles(request: PickFiles): Promise<PickedFile[]> {
  return (await ask('pick_files', request)).files;
}

/** One file, or nothing when they changed their mind. */
export async function pickFile(title: string, kind: string, endings: string[]): Promise<PickedFile | undefined> {
  return (await pickFiles({ title, kind, endings, many: false }))[0];
}

export async function pickFolder(title: string): Promise<PickedFile | undefined> {
  return (await ask('pick_folder', { title })).files[0];
}

/** Where to write; nothing when they changed their mind. */
export async function pickTarget(title: string, name: string): Promise<string | undefined> {
  return (await ask('pick_save', { title, name })).files[0]?.token;
}

export async function reveal(token: string): Promise<void> {
  await ask('pick_reveal', { token });
}
