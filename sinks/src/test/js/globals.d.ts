/** What the page's modules find beside them: the charting library, and elements that carry what belongs to them. */
declare const echarts: any;
interface Node { made?: any }
interface Element { [name: string]: any }
interface HTMLElement { [name: string]: any }
declare module '*/phrases.js' {
  type Pair = [english: string, chinese: string];
  export const alertPhrases: Record<string, Record<string, Pair>>;
  export const fitPhrases: Record<'reasons' | 'terms', Record<string, Pair>>;
  export const refusalPhrases: Record<string, Pair>;
  export const modelNames: Record<string, Pair>;
}
