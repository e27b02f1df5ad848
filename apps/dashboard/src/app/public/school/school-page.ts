import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'sl-school-page', template: '<main></main>', changeDetection: ChangeDetectionStrategy.OnPush })
export class SchoolPage {}
