import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RatingTally } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import type { WorkstreamTally } from '@sightline/domain';
import { BragTag } from '../ui/brag-tag';

/** Workstream by rating: how many of its actions stand where. Work led elsewhere is hatched: it is not ours to rate. */
@Component({
  selector: 'sl-rating-matrix',
  imports: [BragTag],
  template: `
    <div class="panel scroll-x" tabindex="0" role="region" aria-label="Workstreams by rating">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Workstream</th>
            <th scope="col" class="r">Projects</th>
            <th scope="col" class="r">Actions</th>
            @for (rating of ratings; track rating) {<th scope="col"><sl-brag [rating]="rating" /></th>}
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.item.itemRef) {
            <tr>
              <th scope="row"><b>{{ row.item.itemRef }}</b>{{ row.item.title }}</th>
              <td class="r">{{ row.projects }}</td>
              <td class="r num">{{ row.actions.total }}</td>
              @if (row.item.ledBy; as ledBy) {
                <td [attr.colspan]="ratings.length" class="elsewhere"><span>Led by {{ ledBy }}, reported quarterly</span></td>
              } @else {
                @for (rating of ratings; track rating) {
                  <td class="cell"><span class="count" [class.none]="row.actions[rating] === 0">{{ row.actions[rating] }}</span><i [class]="rating" [style.width.px]="width(row.actions[rating])" aria-hidden="true"></i></td>
                }
              }
            </tr>
          }
          @if (total(); as total) {
            <tr class="sum">
              <th scope="row"><b></b>All</th>
              <td class="r">{{ total.projects }}</td>
              <td class="r">{{ total.actions.total }}</td>
              @for (rating of ratings; track rating) {<td class="cell"><span class="count">{{ total.actions[rating] }}</span></td>}
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styleUrl: './rating-matrix.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatingMatrix {
  readonly rows = input.required<readonly WorkstreamTally[]>();
  readonly most = input.required<number>();
  readonly actions = input.required<RatingTally>();
  readonly ratings = ratings;
  readonly total = computed(() => ({ projects: this.rows().reduce((sum, row) => sum + row.projects, 0), actions: this.actions() }));

  width(count: number): number {
    return count === 0 ? 0 : Math.max(2, Math.round((count / this.most()) * 62));
  }
}
