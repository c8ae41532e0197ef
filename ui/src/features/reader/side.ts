/** What stands beside the pages. */
export type Side = 'none' | 'thumbs' | 'outline';
