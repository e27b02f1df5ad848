import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'sl-operator-page', template: '<main></main>', changeDetection: ChangeDetectionStrategy.OnPush })
export class OperatorPage {}
