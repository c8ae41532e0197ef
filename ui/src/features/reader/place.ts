/** Places stand in shared/, where searching and noting can name them too. */
export * from '../../shared/place';
