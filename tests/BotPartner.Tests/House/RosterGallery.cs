using BotPartner.Core.Chat;
using BotPartner.Core.Guidance;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Privacy;
using BotPartner.Core.Settings;
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
        yield return ("founded-about", PartnershipCards.FoundedHere(partnership with { About = new(name, "monitoring", null) { Languages = ["fr", "es"], Protocol = name } }, person));
        yield return ("back", PartnershipCards.Back("p", partnership));
        yield return ("first", PartnershipCards.First(partnership, new(person, "x", name, Standing.Admitted, Now)));
        var link = new Link(new("slack", "T1", "C1", PlaceKind.Channel), "fr") { Audience = "civil-society", TimeZone = "America/Argentina/ComodRivadavia" };
        yield return ("hello-space", PartnershipCards.Hello(new("p", partnership, person, null), link));
        yield return ("audience", ChangePlace.Whose(new(new("p", partnership, person, null), link, null)));
        yield return ("audience-all", ChangePlace.Whose(new(new("p", partnership, person, null), link with { Audience = null }, null)));
        yield return ("audience-told", SetPlace.Told(new("international"), person, name));
        yield return ("audience-told-all", SetPlace.Told(Audience.All, person, name));
        yield return ("place-saved", ChangePlace.Saved(partnership, link));
        var said = partnership with { KeepDays = 30, About = new(name, "planning", Constituency.Ids) { Languages = ["en", "fr", "es"], Protocol = name } };
        yield return ("settings-here", SettingsCards.Card(new("p", said, person, null), new(new("p", said, person, null), link, null)));
        var (speaker, commands) = (new Member(person, "x", name, Standing.Admitted, Now) { Delegate = true, FocalPoint = true }, Offers.Known.Select(v => new Route.Command(v, null!) { Order = 1 }).ToArray());
        yield return ("help", HelpCard.Of(null, commands));
        yield return ("help-steward", HelpCard.Of(Guide.Of(new(new("p", partnership, person, speaker), new(new("p", partnership, person, speaker), link, null), PlaceKind.Channel, 1)), commands));
        yield return ("help-asked", HelpCard.Of(Guide.Of(new(new("p", partnership with { Stewards = [] }, person, speaker with { Standing = Standing.Asked }), null, PlaceKind.Personal, 0)), commands));
        yield return ("help-nobody", HelpCard.Of(Guide.Of(new(null, null, PlaceKind.Personal, 0)), commands));
        var page = Guide.Of(new(new("p", partnership, person, speaker), null, PlaceKind.Personal, 1));
        yield return ("page", PersonalPage.Card(page, [new Element.Paragraph(new Text.Strong(name)), new Element.Paragraph(Text.Say("home.decisions", ("n", 2))), new Element.Divider()], [new("p", partnership, person, speaker)]));
        yield return ("page-several", PersonalPage.Card(page, [], [.. Enumerable.Repeat(new Seat("p", partnership, person, speaker), 3)]));
        yield return ("page-nobody", PersonalPage.Card(null, [], []));
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
        yield return ("setup", new Founding(name[..Math.Min(name.Length, 80)], new(name, "action", Constituency.Ids) { Languages = ["fr", "es"], Protocol = name }, "fr", "Africa/Dakar").Form());
        yield return ("place", new PlaceForm("fr", "Africa/Dakar", new("media")).Form("p", Constituency.Ids, Text.Say("audience.which", ("typed", name))));
        yield return ("role", ChangeRole.Form("p", who, null));
        yield return ("member-remove", RemoveMember.Form("p", who));
        yield return ("partner-remove", RemovePartner.Form("p", partners, Text.Say("join.unknown", ("typed", name))));
        yield return ("partner-invite", InvitePartner.Form("p", partners, null));
        yield return ("partner-invite-many", InvitePartner.Form("p", [.. partners, .. partners], Text.Say("invite.unclear", ("max", 50))));
    }
}
