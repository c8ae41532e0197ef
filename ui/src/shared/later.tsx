/**
 * Parts of the window that are read when they are wanted.
 *
 * The one rule: the first screen stands without the component library; what needs it comes with it, through here.
 */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Mode } from './theme';

export type Later<P> = LazyExoticComponent<ComponentType<P & { mode: Mode }>>;

export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  return lazy(async () => {
    const [Part, { Themed }] = await Promise.all([load(), import('./Themed')]);
    return { default: (props: P & { mode: Mode }) => <Themed mode={props.mode}><Part {...props} /></Themed> };
  });
}
