type Xml = Record<string, unknown>;

const listOf = (value: unknown): Xml[] => (value === undefined || value === '' ? [] : Array.isArray(value) ? (value as Xml[]) : [value as Xml]);
const child = (xml: unknown, ...names: string[]): Xml | undefined => names.reduce<unknown>((found, name) => (typeof found === 'object' && found !== null ? (found as Xml)[name] : undefined), xml) as Xml | undefined;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The palette of workbooks before themes, from 8 on; those before are the same eight. Source: ECMA-376, part 1, 18.8.27. */
const indexed = ['000000', 'FFFFFF', 'FF0000', '00FF00', '0000FF', 'FFFF00', 'FF00FF', '00FFFF', '800000', '008000', '000080', '808000', '800080', '008080', 'C0C0C0', '808080', '9999FF', '993366', 'FFFFCC', 'CCFFFF', '660066', 'FF8080', '0066CC', 'CCCCFF', '000080', 'FF00FF', 'FFFF00', '00FFFF', '800080', '800000', '008080', '0000FF', '00CCFF', 'CCFFFF', 'CCFFCC', 'FFFF99', '99CCFF', 'FF99CC', 'CC99FF', 'FFCC99', '3366FF', '33CCCC', '99CC00', 'FFCC00', 'FF9900', 'FF6600', '666699', '969696', '003366', '339966', '003300', '333300', '993300', '993366', '333399', '333333'];
/** The slots of a theme in the order in which cells count them: light and dark come before the order of the file. */
const slots = ['lt1', 'dk1', 'lt2', 'dk2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink'];

/** The solid fills of a workbook by the number of a cell's style, as `RRGGBB`. */
export class FillColours {
  private constructor(private readonly byStyle: readonly (string | undefined)[]) {}

  /** `styles`, `theme`: the workbook's parts of these names, parsed. */
  static of(styles: Xml, theme: Xml): FillColours {
    const scheme = child(theme, 'theme', 'themeElements', 'clrScheme');
    const themed = slots.map((slot) => textOf(child(scheme, slot, 'srgbClr')?.['@val']) || textOf(child(scheme, slot, 'sysClr')?.['@lastClr']));
    const fills = listOf(child(styles, 'styleSheet', 'fills')?.['fill']).map((fill) => {
      const pattern = child(fill, 'patternFill');
      return textOf(pattern?.['@patternType']) === 'solid' ? colourOf(child(pattern, 'fgColor'), themed) : undefined;
    });
    return new FillColours(listOf(child(styles, 'styleSheet', 'cellXfs')?.['xf']).map((style) => fills[Number(textOf(style['@fillId']) || 0)]));
  }

  of(style: number): string | undefined {
    return this.byStyle[style];
  }
}

function colourOf(colour: Xml | undefined, themed: readonly string[]): string | undefined {
  if (colour === undefined) return undefined;
  const rgb = textOf(colour['@rgb']);
  const theme = textOf(colour['@theme']);
  const index = Number(textOf(colour['@indexed']) || Number.NaN);
  const base = rgb !== '' ? rgb.slice(-6) : theme !== '' ? themed[Number(theme)] : indexed[index < 8 ? index : index - 8];
  return base === undefined || !/^[0-9a-f]{6}$/i.test(base) ? undefined : tinted(base.toUpperCase(), Number(textOf(colour['@tint']) || 0));
}

/** A colour made lighter (above 0) or darker (below); a shade of the same hue, near enough to tell the ratings apart. */
function tinted(hex: string, tint: number): string {
  if (tint === 0) return hex;
  const parts = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return parts.map((part) => Math.round(tint > 0 ? part + (255 - part) * tint : part * (1 + tint)).toString(16).padStart(2, '0')).join('').toUpperCase();
}
