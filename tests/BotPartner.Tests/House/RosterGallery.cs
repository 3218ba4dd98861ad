using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Privacy;
using BotPartner.Slack.Installing;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Cards and forms of invitations, roles and removals.</summary>
internal static class RosterGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);

    public static IEnumerable<(string, Card)> Cards(string name, Person person)
    {
        var partnership = new Partnership(name, "Africa/Dakar", [.. Enumerable.Repeat(person, 40)], [], Now) { Facilitators = [person] };
        var invitation = Kinds.Invitation.New(new("p", "invitation:" + new string('x', 22)), new Invitation("x", name, person, Now, Now, 50));
        yield return ("invitations", InvitePartner.Open("p", [.. Enumerable.Repeat(invitation, 5)]));
        yield return ("leaving", RemoveMember.Leaving("p", new(person, "x", name, Standing.Admitted, Now)));
        yield return ("forget", ForgetPerson.Sure());
        yield return ("founded-about", PartnershipCards.FoundedHere(partnership with { About = new(name, "monitoring", null) }, person));
        yield return ("back", PartnershipCards.Back("p", partnership));
        yield return ("first", PartnershipCards.First(partnership, new(person, "x", name, Standing.Admitted, Now)));
        var linked = new Member(person, "x", name, Standing.Admitted, Now) { Accounts = [.. Enumerable.Repeat(person, 6)] };
        yield return ("link-code", LinkAccounts.Code(new("p", partnership, person, linked), linked, "ABCDE-FGHJK", Now));
        yield return ("link-told", LinkAccounts.Told("p", linked, person));
        var places = Enumerable.Range(0, 12).Select(i => new Place("slack", "T1", $"C{i}", PlaceKind.Channel) { Name = $"{name} {i}" }).ToArray();
        yield return ("app-removed", Aftermath.Told(new("T1", Now) { Name = name, Removed = Now }, name, places, new("https://bot.example.org")));
        yield return ("app-lapsed", Aftermath.Told(new("T1", Now) { Expires = Now }, name, places[..1], null));
        yield return ("roles", ChangeRole.Who(partnership));
    }

    public static IEnumerable<(string, Form)> Forms(Person person, string name)
    {
        var who = Enumerable.Range(0, 100).Select(i => Kinds.Member.New(new("p", $"member:{i:0000000000000000000000}"), new Member(person, "x", name, Standing.Admitted, Now))).ToArray();
        var partners = Enumerable.Range(0, 100).Select(i => ($"{i:0000000000000000000000}", new Partner(name, "business", null))).ToArray();
        yield return ("setup", new Founding(name[..Math.Min(name.Length, 80)], new(name, "action", Constituency.Ids), "fr", "Africa/Dakar").Form());
        yield return ("role", ChangeRole.Form("p", who, null));
        yield return ("member-remove", RemoveMember.Form("p", who));
        yield return ("partner-remove", RemovePartner.Form("p", partners, Text.Say("join.unknown", ("typed", name))));
        yield return ("partner-invite", InvitePartner.Form("p", partners, null));
        yield return ("partner-invite-many", InvitePartner.Form("p", [.. partners, .. partners], Text.Say("invite.unclear", ("max", 50))));
    }
}
