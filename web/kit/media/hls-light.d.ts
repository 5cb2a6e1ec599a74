/** The package types only its full build; the light one is the same without subtitles and protection. */
declare module 'hls.js/light' {
  export * from 'hls.js';
  export { default } from 'hls.js';
}
