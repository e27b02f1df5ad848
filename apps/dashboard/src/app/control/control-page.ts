import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'sl-control', template: `<h1>Control room</h1>`, changeDetection: ChangeDetectionStrategy.OnPush })
export class ControlPage {}
