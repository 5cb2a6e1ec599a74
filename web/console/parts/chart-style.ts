/** Our colours for ECharts, which draws on a canvas and cannot read custom properties. Values equal kit/tokens.css. */
export const ink = { text: '#6E675C', line: '#F1ECE2', before: '#D5CBB9', leaf: '#0F7B5A', now: '#EC5E27' };
export const leafVeil = {
  type: 'linear',
  x: 0,
  y: 0,
  x2: 0,
  y2: 1,
  colorStops: [
    { offset: 0, color: 'rgba(31,154,114,.22)' },
    { offset: 1, color: 'rgba(31,154,114,0)' },
  ],
};
const fonts = '"Lianbo Num","Noto Sans SC",sans-serif';

/** Axes, grid and tooltip as all our line charts have them. */
export const plainAxes = {
  textStyle: { fontFamily: fonts },
  grid: {
    left: 0,
    right: 12,
    top: 24,
    bottom: 0,
    outerBoundsMode: 'same',
    outerBounds: { left: 0, right: 8, top: 8, bottom: 0 },
  },
  yAxis: {
    type: 'value',
    splitNumber: 3,
    axisLabel: { color: ink.text, fontSize: 11 },
    splitLine: { lineStyle: { color: ink.line } },
  },
};
export const axisX = {
  type: 'category',
  boundaryGap: false,
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: ink.text, fontSize: 11, hideOverlap: true },
};
