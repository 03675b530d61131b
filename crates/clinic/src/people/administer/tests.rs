use serde_json::json;

use super::*;
use crate::records::Role;

fn person(n: i64, role: Role, active: bool) -> Person {
    serde_json::from_value(json!({
        "id": PersonId::from_uuid(number(n)), "name": { "family": "Byrne", "given": "Ann" }, "role": role,
        "verifier": "", "active": active,
    }))
    .unwrap()
}

fn number(n: i64) -> uuid::Uuid {
    uuid::Uuid::from_u128(u128::try_from(n).unwrap())
}

fn custom(n: i64, role: Role, permissions: &[Permission]) -> CustomRole {
    CustomRole {
        id: CustomRoleId::from_uuid(number(n)),
        name: format!("Role {n}"),
        role,
        permissions: permissions.iter().map(|one| one.name()).collect(),
        active: true,
        extra: crate::records::Extra::default(),
    }
}

fn having(person: Person, custom: &CustomRole) -> Person {
    Person {
        role: custom.role,
        custom_role: Some(custom.id),
        ..person
    }
}

const MANAGER: &[Permission] = &[Permission::UseWorkstation, Permission::ManagePeople];
const AUDITOR: &[Permission] = &[Permission::UseWorkstation, Permission::SeeAudit];

#[test]
fn nobody_changes_their_own_account() {
    let people = [
        person(1, Role::Administrator, true),
        person(2, Role::Nurse, true),
    ];
    let staff = Staff {
        people: &people,
        custom_roles: &[],
    };
    let me = people[0].id;
    let refused = may_administer(me, &people[0], staff);
    assert_eq!(refused, Err(AccountRefused::OwnAccount));
    let promoted = person(2, Role::Administrator, true);
    assert_eq!(may_administer(me, &promoted, staff), Ok(()));
}

#[test]
fn of_those_who_let_people_in_one_stays() {
    let manager = custom(9, Role::Reception, MANAGER);
    let people = [
        person(1, Role::Administrator, false),
        person(2, Role::Administrator, true),
        person(3, Role::Doctor, true),
    ];
    let roles = [manager.clone()];
    let staff = Staff {
        people: &people,
        custom_roles: &roles,
    };
    let doctor = people[2].id;
    for after in [
        person(2, Role::Administrator, false),
        person(2, Role::Nurse, true),
    ] {
        let refused = may_administer(doctor, &after, staff);
        assert_eq!(refused, Err(AccountRefused::LastAdministrator));
    }
    let still = having(person(2, Role::Reception, true), &manager);
    assert_eq!(may_administer(doctor, &still, staff), Ok(()));
    let former = person(1, Role::Nurse, false);
    assert_eq!(may_administer(people[1].id, &former, staff), Ok(()));
}

#[test]
fn the_last_who_lets_people_in_may_have_it_by_a_custom_role() {
    let manager = custom(9, Role::Reception, MANAGER);
    let people = [
        having(person(1, Role::Reception, true), &manager),
        person(2, Role::Doctor, true),
    ];
    let roles = [manager.clone()];
    let staff = Staff {
        people: &people,
        custom_roles: &roles,
    };
    let without = CustomRole {
        permissions: vec![Permission::SeeAudit.name()],
        ..manager
    };
    let refused = may_shape(people[1].id, without, staff);
    assert_eq!(refused, Err(RoleRefused::LastAdministrator));
}

#[test]
fn only_a_custom_role_that_there_is_can_be_given() {
    let known = custom(8, Role::Billing, AUDITOR);
    let retired = CustomRole {
        active: false,
        ..custom(9, Role::Billing, AUDITOR)
    };
    let unknown = custom(7, Role::Billing, AUDITOR);
    let people = [
        person(1, Role::Administrator, true),
        person(2, Role::Nurse, true),
        having(person(3, Role::Billing, true), &retired),
    ];
    let roles = [known.clone(), retired.clone()];
    let staff = Staff {
        people: &people,
        custom_roles: &roles,
    };
    let given = |person: &Person| may_administer(people[0].id, person, staff);
    let nurse = person(2, Role::Nurse, true);
    assert_eq!(given(&having(nurse.clone(), &known)), Ok(()));
    for other in [&retired, &unknown] {
        let after = having(nurse.clone(), other);
        assert_eq!(given(&after), Err(AccountRefused::NoSuchRole));
    }
    let elsewhere = Person {
        role: Role::Doctor,
        ..having(nurse, &known)
    };
    assert_eq!(given(&elsewhere), Err(AccountRefused::NoSuchRole));
    let renamed = Person {
        active: false,
        ..people[2].clone()
    };
    assert_eq!(given(&renamed), Ok(()), "what one has one keeps");
    let elsewhere = Person {
        memberships: vec![crate::records::Membership {
            facility: values::ids::FacilityId::from_uuid(number(20)),
            standing: person(4, Role::Nurse, true).standing(),
        }],
        ..people[2].clone()
    };
    let everybody = [people[0].clone(), people[1].clone(), elsewhere.clone()];
    let staff = Staff {
        people: &everybody,
        custom_roles: &roles,
    };
    let ended = Person {
        active: false,
        ..elsewhere
    };
    assert_eq!(
        may_administer(people[0].id, &ended, staff),
        Ok(()),
        "also where it is not in force"
    );
}

#[test]
fn a_custom_role_is_put_in_order_or_refused() {
    let people = [person(1, Role::Administrator, true)];
    let taken = custom(5, Role::Billing, AUDITOR);
    let roles = [taken.clone()];
    let staff = Staff {
        people: &people,
        custom_roles: &roles,
    };
    let shaped = |custom: CustomRole| may_shape(people[0].id, custom, staff);
    let new = custom(6, Role::Billing, AUDITOR);
    let tidy = shaped(CustomRole {
        name: "  Privacy   officer ".into(),
        permissions: ["see_audit", "find_patients", "see_audit"]
            .map(str::to_owned)
            .to_vec(),
        ..new.clone()
    });
    let tidy = tidy.unwrap();
    assert_eq!(tidy.name, "Privacy officer");
    assert_eq!(
        tidy.permissions,
        ["use_workstation", "find_patients", "see_audit"]
    );
    let with = |name: &str, permissions: &[&str]| {
        shaped(CustomRole {
            name: name.into(),
            permissions: permissions.iter().map(|&one| one.to_owned()).collect(),
            ..new.clone()
        })
    };
    assert_eq!(with(" ", &[]), Err(RoleRefused::NameRequired));
    assert_eq!(with(&"x".repeat(61), &[]), Err(RoleRefused::NameTooLong));
    assert_eq!(with("role 5", &[]), Err(RoleRefused::NameTaken));
    assert_eq!(with("Pilot", &["fly"]), Err(RoleRefused::UnknownPermission));
    assert_eq!(
        with(
            "Scribe",
            &["find_patients", "open_patients", "record_allergies"]
        ),
        Err(RoleRefused::Needs {
            permission: Permission::RecordAllergies,
            needs: Permission::SeeClinicalRecord,
        })
    );
}

#[test]
fn nobody_shapes_the_role_that_they_have_and_one_that_is_held_stays() {
    let auditor = custom(9, Role::Billing, AUDITOR);
    let people = [
        person(1, Role::Administrator, true),
        having(person(2, Role::Billing, true), &auditor),
    ];
    let roles = [auditor.clone()];
    let staff = Staff {
        people: &people,
        custom_roles: &roles,
    };
    let retired = CustomRole {
        active: false,
        ..auditor.clone()
    };
    assert_eq!(
        may_shape(people[1].id, auditor.clone(), staff),
        Err(RoleRefused::OwnRole)
    );
    assert_eq!(
        may_shape(people[0].id, retired, staff),
        Err(RoleRefused::Held(1))
    );
    assert!(may_shape(people[0].id, auditor, staff).is_ok());
}
