/**
 * What every chart of this page is: one band per row, shapes at values along it.
 *
 * Not figures: those come from the desk. The one rule: a chart stands beside a table that says the same, row by row, and is hidden from readers
 * of the screen.
 */
import type { CustomSeriesRenderItem, CustomSeriesRenderItemReturn } from 'echarts';
import type { EChartsCoreOption } from 'echarts/core';

/** Space at either end, so that what stands on the first and last value is not cut. */
export const PAD = 12;

export type Shape = Exclude<CustomSeriesRenderItemReturn, null | undefined>;
/** Pixels of a value along the row, of this row and of any other. */
export interface At { x: (value: number) => number; y: number; yOf: (row: number) => number }
export interface Strip { rows: number; low: number; high: number; step: number; draw: (row: number, at: At) => Shape[]; lines?: readonly Line[] }
export interface Line { at: number; strong: boolean }

export function optionOf({ rows, low, high, step, draw, lines = [] }: Strip): EChartsCoreOption {
  const row: CustomSeriesRenderItem = ({ dataIndex }, api) => {
    const place = (value: number, index: number) => api.coord([value, index]);
    const at: At = { x: (value) => place(value, dataIndex)[0] ?? 0, y: place(low, dataIndex)[1] ?? 0, yOf: (index) => place(low, index)[1] ?? 0 };
    return { type: 'group', children: draw(dataIndex, at) } as Shape;
  };
  const rule: CustomSeriesRenderItem = ({ dataIndex }, api) => {
    const line = lines[dataIndex];
    const x = Math.round(api.coord([line?.at ?? low, 0])[0] ?? 0);
    return { type: 'line', shape: { x1: x, y1: 0, x2: x, y2: api.getHeight() }, style: line?.strong ? { stroke: 'var(--text)', lineWidth: 2 } : { stroke: 'var(--text2)', lineWidth: 1, lineDash: [4, 3] } };
  };
  const indices = Array.from({ length: rows }, (_, index) => [low, index]);
  return {
    animation: false,
    silent: true,
    grid: { left: PAD, right: PAD, top: 0, bottom: 0 },
    xAxis: { type: 'value', min: low, max: high, interval: step, axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: 'var(--line)' } } },
    yAxis: { type: 'category', inverse: true, show: false, data: indices.map((_, index) => index) },
    series: [{ type: 'custom', silent: true, renderItem: rule, data: lines.map(({ at }) => [at, 0]) }, { type: 'custom', silent: true, renderItem: row, data: indices }],
  };
}

export const bar = (from: number, to: number, y: number, fill: string): Shape => ({ type: 'rect', shape: { x: from - 4, y: y - 4, width: to - from + 8, height: 8, r: 4 }, style: { fill } });
export const dot = (x: number, y: number, fill: string): Shape => ({ type: 'circle', shape: { cx: x, cy: y, r: 4.5 }, style: { fill } });
export const ring = (x: number, y: number): Shape => ({ type: 'circle', shape: { cx: x, cy: y, r: 4 }, style: { fill: 'var(--surface)', stroke: 'var(--text2)', lineWidth: 1.4 } });
export const diamond = (x: number, y: number): Shape => ({ type: 'polygon', shape: { points: [[x, y - 5.5], [x + 5.5, y], [x, y + 5.5], [x - 5.5, y]] }, style: { fill: 'var(--surface)', stroke: 'var(--text)', lineWidth: 1.4 } });
export const stroke = (from: readonly [number, number], to: readonly [number, number], colour: string, width: number): Shape => ({ type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour, lineWidth: width } });

/** Steps of an axis that people count in, at most `most` of them. */
export function stepOf(range: number, most: number): number {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  return steps.find((step) => range / step <= most) ?? 1000;
}
