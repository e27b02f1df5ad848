import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'sl-crew-page', template: '<main></main>', changeDetection: ChangeDetectionStrategy.OnPush })
export class CrewPage {}
