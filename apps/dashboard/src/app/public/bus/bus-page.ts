import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'sl-bus-page', template: '<main></main>', changeDetection: ChangeDetectionStrategy.OnPush })
export class BusPage {}
