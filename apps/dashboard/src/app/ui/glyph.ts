import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { GlyphKind, GlyphPart } from './map/glyphs';
import { glyphs } from './map/glyphs';

/** A vehicle's shape beside words: the one that the map draws. Hidden from assistive technology, since the words say it. */
@Component({
  selector: 'sl-glyph',
  template: `<svg viewBox="-12 -12 24 24" overflow="visible" aria-hidden="true" focusable="false" [attr.width]="size()" [attr.height]="size()">
    @if (hatched()) {
      <defs>
        <pattern [attr.id]="patternId" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" [style.fill]="'var(--v-mute-fill)'" />
          <rect width="1.4" height="4" [style.fill]="'var(--v-mute)'" />
        </pattern>
      </defs>
    }
    <g [attr.transform]="turn()">
      @for (part of parts(); track $index) {
        <path [attr.d]="part.d" [style.fill]="fill(part)" [style.stroke]="part.stroke ? 'var(--' + part.stroke + ')' : 'none'" [attr.stroke-width]="part.width" [attr.stroke-dasharray]="part.dash?.join(' ')" stroke-linejoin="round" />
      }
    </g>
  </svg>`,
  styles: `:host { display: inline-flex; flex: none; vertical-align: -5px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GlyphMark {
  private static count = 0;
  readonly patternId = `sl-hatch-${(GlyphMark.count += 1)}`;
  readonly kind = input.required<GlyphKind>();
  readonly size = input(24);
  readonly bearing = input<number | null>(null);
  readonly parts = computed(() => glyphs[this.kind()].parts);
  readonly hatched = computed(() => this.parts().some((part) => part.fill === 'hatch'));
  readonly turn = computed(() => (glyphs[this.kind()].points && this.bearing() !== null ? `rotate(${this.bearing()})` : null));

  fill(part: GlyphPart): string {
    if (part.fill === undefined) return 'none';
    return part.fill === 'hatch' ? `url(#${this.patternId})` : `var(--${part.fill})`;
  }
}
