using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

public sealed class ReminderSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 16, 12, 0);
    private static readonly Person Anna = new("a", "r", "anna", "Anna");
    private static readonly Person Bo = new("b", "s", "bo", "Bo");
    private static readonly Partnership Alliance = new("Alliance", "UTC", [Anna], [], Noon);

    [Theory]
    [InlineData(7, "")]
    [InlineData(8, "half 4")]
    [InlineData(47, "half 23")]
    [InlineData(48, "day 24")]
    [InlineData(72, "half 36, day 48")]
    [InlineData(168, "half 84, day 144")]
    public void Half_time_and_the_last_day_come_where_the_round_is_long_enough(int hours, string stages) => Assert.Equal(
        stages,
        string.Join(", ", ReminderPlan.Stages(Open(hours)).Select(s => $"{s.Slot.Split(':')[0]} {(long)(s.From - Noon).TotalHours}")));

    [Theory]
    [InlineData("Africa/Dakar", "2026-11-20T08:59", "2026-11-20T09:00")]
    [InlineData("Africa/Dakar", "2026-11-20T09:00", "2026-11-20T09:00")]
    [InlineData("Africa/Dakar", "2026-11-20T16:59", "2026-11-20T16:59")]
    [InlineData("Africa/Dakar", "2026-11-20T17:00", "2026-11-21T09:00")]
    [InlineData("Pacific/Auckland", "2026-11-20T12:00", "2026-11-20T20:00")]
    [InlineData("America/Lima", "2026-11-20T12:00", "2026-11-20T14:00")]
    [InlineData("Europe/Paris", "2026-10-24T20:00", "2026-10-25T08:00")]
    [InlineData("Europe/Paris", "2027-03-27T20:00", "2027-03-28T07:00")]
    [InlineData("Asia/Kathmandu", "2026-11-20T00:00", "2026-11-20T03:15")]
    public void Decent_hours_are_nine_to_five_where_people_are(string zone, string moment, string next) =>
        Assert.Equal(At(next), Decent.Next(At(moment), Decent.Zone(zone)));

    [Fact]
    public void Each_zone_has_its_own_moment_and_each_delegate_one_message_a_stage()
    {
        var decision = Open(168);
        Awaited[] awaited = [new(Anna, "Pacific/Auckland"), new(Bo, "America/Lima")];
        var sent = new List<(string Who, Instant At)>();
        var document = Fresh(decision);
        while (document.Wake is { } wake && wake < decision.ClosesAt)
        {
            var (next, again) = (Due(document, decision, awaited, wake), Due(document, decision, awaited, wake));
            Assert.Equal(next.Wake, again.Wake);
            Assert.True(next.Wake > wake);
            sent.AddRange(next.Owes.SelectMany(o => o.To.Select(t => (t.Place.Channel, wake))));
            document = next with { Owes = [] };
        }

        Assert.Equal(4, sent.Count);
        Assert.All(sent, s => Assert.InRange(s.At.InZone(Decent.Zone(s.Who == "@anna" ? "Pacific/Auckland" : "America/Lima")).Hour, 9, 16));
        Assert.Equal(2, sent.Where(s => s.Who == "@anna").Select(s => s.At).Distinct().Count());
    }

    [Fact]
    public void After_an_outage_beyond_half_time_only_the_last_day_is_said()
    {
        var decision = Open(168);
        var late = Due(Fresh(decision), decision, [new(Anna, "UTC")], Noon + Duration.FromHours(144 + 22));
        Assert.StartsWith("day:", Assert.Single(late.Owes).Slot, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_to_be_retried_is_dropped_for_those_who_voted_and_put_off_to_the_morning()
    {
        var decision = Open(168);
        Awaited[] awaited = [new(Anna, "UTC"), new(Bo, "UTC")];
        var owing = Due(Fresh(decision), decision, awaited, Noon + Duration.FromHours(93));
        Assert.Equal(2, Assert.Single(owing.Owes).To.Count);
        Assert.Equal(Noon + Duration.FromHours(93) + Duration.FromMinutes(15), owing.Wake);
        var evening = Due(owing, decision, [new(Anna, "UTC")], Noon + Duration.FromHours(103));
        var left = Assert.Single(Assert.Single(evening.Owes).To);
        Assert.Equal(("@anna", At("2026-11-21T09:00")), (left.Place.Channel, left.NotBefore));
    }

    [Fact]
    public void One_that_is_given_longer_has_another_last_day()
    {
        var decision = Open(168);
        var document = Due(Fresh(decision), decision, [new(Anna, "UTC")], Noon + Duration.FromHours(144));
        var longer = decision with { ClosesAt = decision.ClosesAt + Duration.FromDays(7) };
        var again = Due(document with { Owes = [] }, longer, [new(Anna, "UTC")], Noon + Duration.FromHours(144 + 168));
        Assert.Single(again.Owes);
        Assert.NotEqual(document.Owes[0].Slot, again.Owes[0].Slot);
    }

    [Fact]
    public void Thousands_in_one_zone_are_reminded_some_at_a_time_each_once_and_the_document_stays_small()
    {
        var decision = Open(168);
        var awaited = Enumerable.Range(0, 5000).Select(i => new Awaited(Someone(i), "UTC")).ToList();
        var (sent, largest, document, looks) = (new List<string>(), 0, Fresh(decision), 0);
        var began = document.Wake!.Value + Duration.FromHours(24 - 3);
        for (var now = began; sent.Count == 0 || document.Owes.Count > 0 || document.State.Reached is not null; now = document.Wake!.Value, looks++)
        {
            // What was owed has gone out, but for one who cannot be reached for a while; one votes meanwhile.
            sent.AddRange(document.Owes.SelectMany(o => o.To).Where(t => t.Place.Channel != Stuck || looks > 10).Select(t => t.Place.Channel));
            document = document with { Owes = [.. document.Owes.Select(o => o with { To = [.. o.To.Where(t => t.Place.Channel == Stuck && looks <= 10)] }).Where(o => o.To.Count > 0)] };
            if (looks == 3)
            {
                awaited.RemoveAll(a => a.Person.User == "U04999");
            }

            document = Due(document, decision, awaited, now);
            Assert.True(document.Wake > now);
            Assert.Equal(document.Wake, Due(document with { Wake = now }, decision, awaited, now).Wake);
            largest = Math.Max(largest, DecisionKinds.Reminders.Write(document).Body.Length);
            Assert.True(looks < 100, "it does not end");
        }

        Assert.Equal(4999, sent.Count);
        Assert.Equal(4999, sent.Distinct().Count());
        Assert.Contains(Stuck, sent);
        Assert.Equal("half|UTC", Assert.Single(document.State.Done));
        Assert.InRange(largest, 20_000, 150_000);
    }

    [Fact]
    public void While_nothing_goes_out_no_more_is_owed()
    {
        var decision = Open(168);
        Awaited[] awaited = [.. Enumerable.Range(0, 5000).Select(i => new Awaited(Someone(i), i % 2 == 0 ? "UTC" : "Africa/Dakar"))];
        var document = Due(Fresh(decision), decision, awaited, Noon + Duration.FromHours(93));
        var owed = document.Owes.SelectMany(o => o.To).Select(t => t.Place.Channel).ToArray();
        Assert.Equal(RemindDelegates.Most, owed.Length);
        for (var minute = 1; minute < 20; minute++)
        {
            document = Due(document, decision, awaited, Noon + Duration.FromHours(93) + Duration.FromMinutes(minute));
            Assert.Equal(owed, document.Owes.SelectMany(o => o.To).Select(t => t.Place.Channel));
        }
    }

    [Fact]
    public void Nothing_comes_when_the_decent_hour_is_after_the_end()
    {
        var decision = Open(8) with { ProposedAt = At("2026-11-20T15:00"), ClosesAt = At("2026-11-21T01:00") };
        Assert.Empty(Due(Fresh(decision), decision, [new(Anna, "UTC")], At("2026-11-20T20:00")).Owes);
    }

    private const string Stuck = "@U00017";

    private static Person Someone(int i) =>
        new("north", "11111111-2222-3333-4444-555555555555", $"U{i:00000}", "Élodie Martin-Dubois") { Language = "fr-FR", TimeZone = "Europe/Paris", Route = "https://chat.example.org/emea/" };

    private static Instant At(string utc) => NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(utc).Value;

    private static Decision Open(int hours) =>
        new(1, "Text", Method.Consent, 50, Anna, null, Noon, Noon + Duration.FromHours(hours)) { Phase = Phase.Open, Electorate = 3, Boxes = 1 };

    private static Document<Reminders> Fresh(Decision decision) =>
        DecisionKinds.Reminders.New(DecisionKinds.RemindersKey("p", 1, 1), new Reminders(1, 1, [])) with { Wake = ReminderPlan.First(decision) };

    private static Document<Reminders> Due(Document<Reminders> current, Decision decision, IReadOnlyList<Awaited> awaited, Instant now) =>
        RemindDelegates.Due(current, decision, awaited, Alliance, now);
}
