"""Makes the people of these tests in the database of a stack: `python -m tests.processes.people` with its FLEXCASE_VAR."""

import django

PASSWORD = "fleksjob-demo-2026"


def main() -> None:
    from cases.models import Role, Unit, User

    north = Unit.objects.create(name="Enhed Nord")
    for name, role, unit in (
        ("aase", Role.CASEWORKER, north),
        ("hanne", Role.TEAM_LEADER, north),
        ("sofie", Role.TEAM_LEADER, Unit.objects.create(name="Enhed Syd")),
        ("admin", Role.ADMINISTRATOR, None),
    ):
        user = User(username=name, first_name=name.title(), role=role, unit=unit, email=f"{name}@nordhavn.example")
        user.set_password(PASSWORD)
        user.save()


if __name__ == "__main__":
    django.setup()
    main()
