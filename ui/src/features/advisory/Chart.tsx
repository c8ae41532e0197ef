/** A chart as SVG, as wide as its place. Colours are the page's tokens, so light and dark need no second drawing. */
import { CustomChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useSize } from '../../shared/useSize';

register([CustomChart, GridComponent, SVGRenderer]);

export function Chart({ option, height, name }: { option: EChartsCoreOption; height: number; name: string }) {
  const [measure, { width }] = useSize();
  return <div className="chart" ref={measure} style={{ height }} aria-hidden="true" data-testid={`chart-${name}`}>{width > 0 && <Drawn option={option} width={width} height={height} />}</div>;
}

function Drawn({ option, width, height }: { option: EChartsCoreOption; width: number; height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    const made = init(place.current, null, { renderer: 'svg', width: 1, height: 1 });
    chart.current = made;
    return () => { made.dispose(); };
  }, []);
  useEffect(() => {
    // Each chart in a task of its own, after the page it stands on.
    const timer = setTimeout(() => {
      chart.current?.resize({ width, height, silent: true });
      chart.current?.setOption(option, { notMerge: true });
    });
    return () => { clearTimeout(timer); };
  }, [option, width, height]);
  return <div ref={place} style={{ width, height }} />;
}
