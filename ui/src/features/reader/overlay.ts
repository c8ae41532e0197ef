/** Layers over the pages stand in shared/, where those who draw them can name them too. */
export * from '../../shared/overlay';
