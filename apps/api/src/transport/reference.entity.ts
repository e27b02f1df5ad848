import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The current state of a school, an operator, a vehicle or an assistant, as last sent. */
@Entity({ name: 'transport_reference' })
export class TransportReferenceEntity {
  @PrimaryColumn('text')
  kind!: string;

  @PrimaryColumn('text')
  ref!: string;

  @Column('jsonb')
  data!: Record<string, unknown>;
}

/** When a guide cannot work. */
@Entity({ name: 'assistant_absence' })
export class AssistantAbsenceEntity {
  @PrimaryColumn('text', { name: 'assistant_ref' })
  assistantRef!: string;

  @Column('jsonb')
  absences!: unknown[];
}

/** A child. The row can be erased: everything else knows the child by reference alone. */
@Entity({ name: 'passenger' })
export class PassengerEntity {
  @PrimaryColumn('text', { name: 'passenger_ref' })
  passengerRef!: string;

  @Column('text', { name: 'route_ref' })
  routeRef!: string;

  @Column('text', { name: 'school_ref' })
  schoolRef!: string;

  @Column('jsonb')
  data!: Record<string, unknown>;

  /** The name as it is searched for: see the domain's `plain`. */
  @Column('text', { name: 'name_key', nullable: true })
  nameKey!: string | null;

  @Column('text', { name: 'postcode_key', nullable: true })
  postcodeKey!: string | null;
}

/** Who answers for a child. The row can be erased. */
@Entity({ name: 'guardian' })
export class GuardianEntity {
  @PrimaryColumn('text', { name: 'guardian_ref' })
  guardianRef!: string;

  @Column('text', { name: 'passenger_refs', array: true })
  passengerRefs!: string[];

  @Column('jsonb')
  data!: Record<string, unknown>;

  /** Its telephone numbers as they are searched for: see the domain's `telephoneKey`. */
  @Column('text', { name: 'telephone_keys', array: true, default: '{}' })
  telephoneKeys!: string[];
}
