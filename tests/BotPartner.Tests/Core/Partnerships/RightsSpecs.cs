using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>Who may do what, cell by cell.</summary>
public sealed class RightsSpecs
{
    private static readonly Person Anna = new("north", "r", "anna", "Anna");
    private static readonly Instant Then = Instant.FromUnixTimeSeconds(0);

    public static TheoryData<Deed, Role, bool> Cells()
    {
        // s: steward, f: focal point of the partner concerned, o: of another one, g: facilitator, d: delegate, m: member, -: stranger.
        var table = new Dictionary<Deed, string>
        {
            [Deed.ChangePartners] = "s",
            [Deed.Invite] = "sf",
            [Deed.Admit] = "sf",
            [Deed.NameDelegate] = "sf",
            [Deed.NameFocalPoint] = "sf",
            [Deed.NameFacilitator] = "s",
            [Deed.NameSteward] = "s",
            [Deed.RemoveMember] = "sf",
            [Deed.Connect] = "s",
            [Deed.ChangeSettings] = "s",
            [Deed.SetPlace] = "sf",
            [Deed.Leave] = "sfodm",
        };
        var cells = new TheoryData<Deed, Role, bool>();
        foreach (var deed in Enum.GetValues<Deed>())
        {
            foreach (var (role, mark) in Enum.GetValues<Role>().Zip("sfogdm-"))
            {
                cells.Add(deed, role, table[deed].Contains(mark, StringComparison.Ordinal) || (deed == Deed.Leave && mark == 'g'));
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_may_what_the_table_says(Deed deed, Role role, bool may) => Assert.Equal(may, Rights.May(Seated(role), deed, "mine"));

    [Theory]
    [InlineData(Standing.Asked)]
    [InlineData(Standing.Declined)]
    [InlineData(Standing.Removed)]
    public void Who_is_not_admitted_is_a_stranger_whatever_they_once_were(Standing standing)
    {
        var seat = Seated(Role.FocalPoint) with { Member = new(Anna, "mine", "Mine", standing, Then) { Delegate = true, FocalPoint = true } };
        Assert.Equal([Role.Stranger], Rights.Of(seat, "mine"));
    }

    private static Seat Seated(Role role)
    {
        var partnership = new Partnership("Rivers", "UTC", role == Role.Steward ? [Anna] : [], [], Then) { Facilitators = role == Role.Facilitator ? [Anna] : null };
        var member = role is Role.Steward or Role.Facilitator or Role.Stranger ? null : new Member(Anna, role == Role.OtherFocalPoint ? "theirs" : "mine", "Partner", Standing.Admitted, Then)
        {
            Delegate = role == Role.Delegate,
            FocalPoint = role is Role.FocalPoint or Role.OtherFocalPoint,
        };
        return new("p", partnership, Anna, member);
    }
}
