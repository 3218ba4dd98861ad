using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Limits;
using NodaTime;

namespace BotPartner.Tests.Limits;

/// <summary>How much one person, and all in one place, may do at once.</summary>
public sealed class ThrottleSpecs : IFeature
{
    private static readonly Person Ana = new("p", "r", "ana", "Ana");
    private static readonly Person Bo = new("p", "r", "bo", "Bo");
    private static readonly Place Room = new("p", "r", "room", PlaceKind.Channel);
    private static readonly Place Elsewhere = Room with { Channel = "elsewhere" };
    private static readonly Dictionary<string, string> None = [];

    private readonly ManualTime time = new();
    private Throttle throttle;
    private int number;

    public ThrottleSpecs() => throttle = Limited(new() { PersonBurst = 10, PersonPerMinute = 60, PlaceBurst = 20, PlacePerMinute = 60 });

    public IEnumerable<Route> Routes =>
    [
        new Route.Command("decide", (_, _, _) => Task.FromResult(Reply.None)),
        new Route.Command("vote", (_, _, _) => Task.FromResult(Reply.None)) { ForPlace = false },
        new Route.Press("look", (_, _) => Task.FromResult(Reply.None)),
        new Route.Press("post", (_, _) => Task.FromResult(Reply.None)) { ForPlace = true },
        new Route.Submit("ballot", (_, _) => Task.FromResult(Reply.None)) { ForPlace = false },
        new Route.Submit("propose", (_, _) => Task.FromResult(Reply.None)),
    ];

    [Fact]
    public void A_person_may_do_much_at_once_then_is_told_when_to_try_again_and_then_may()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(throttle.Refuse(Press(Ana))));
        var refused = Assert.IsType<Reply.Show>(throttle.Refuse(Press(Ana)));
        Assert.True(refused.Confidential);
        Assert.Equal("refusal.flood", Key(refused));
        Assert.Equal("1", Said(refused));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(throttle.Refuse(Press(Ana)));
        Assert.NotNull(throttle.Refuse(Press(Ana)));

        // Never more than at first, however long nothing is done.
        time.Advance(TimeSpan.FromDays(1));
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(throttle.Refuse(Press(Ana))));
        Assert.NotNull(throttle.Refuse(Press(Ana)));
    }

    [Fact]
    public void A_flood_of_one_person_is_nothing_to_another()
    {
        Flood(Ana);
        Assert.Null(throttle.Refuse(Press(Bo)));
        Assert.Null(throttle.Refuse(Press(Ana with { Realm = "another" })));
    }

    [Fact]
    public void It_is_told_once_and_not_with_each_of_a_flood()
    {
        Assert.IsType<Reply.Show>(Flood(Ana));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.IsType<Reply.Nothing>(throttle.Refuse(Press(Ana))));
        time.Advance(Throttle.Pause);
        Assert.IsType<Reply.Show>(Flood(Ana));
    }

    [Fact]
    public void The_same_act_delivered_again_is_neither_counted_nor_refused()
    {
        var acts = Enumerable.Range(0, 10).Select(_ => Press(Ana)).ToArray();
        Assert.All(acts.Concat(acts).Concat(acts), a => Assert.Null(throttle.Refuse(a)));
        Assert.NotNull(throttle.Refuse(Press(Ana)));
        Assert.All(acts, a => Assert.Null(throttle.Refuse(a)));
    }

    [Fact]
    public void What_all_say_and_send_in_one_place_is_limited_too_and_nothing_elsewhere()
    {
        Assert.All(Enumerable.Range(0, 20), n => Assert.Null(throttle.Refuse(n % 3 == 0 ? Words(Somebody(n), "decide it") : n % 3 == 1 ? Form(Somebody(n), "propose") : Press(Somebody(n), "post"))));
        Assert.Equal("refusal.flood-here", Key(throttle.Refuse(Words(Bo, "anything"))!));
        Assert.IsType<Reply.Nothing>(throttle.Refuse(Press(Bo, "post")));
        Assert.IsType<Reply.Correct>(throttle.Refuse(Form(Bo, "propose")));
        Assert.Null(throttle.Refuse(Press(Bo)));
        Assert.Null(throttle.Refuse(Words(Bo, "decide it") with { Place = Elsewhere }));
        Assert.Null(throttle.Refuse(Words(Bo, "decide it") with { Place = Bo.Direct }));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(throttle.Refuse(Words(Bo, "decide it")));
    }

    [Fact]
    public void Thousands_may_cast_ballots_in_one_place_at_once_by_button_form_and_words() => Assert.All(
        Enumerable.Range(0, 3000),
        n => Assert.Null(throttle.Refuse(n % 3 == 0 ? Words(Somebody(n), "vote 12 yes") : n % 3 == 1 ? Form(Somebody(n), "ballot") : Press(Somebody(n)))));

    [Fact]
    public void What_was_typed_into_a_form_is_not_lost_however_often_it_is_refused()
    {
        Flood(Ana);
        for (var again = 0; again < 3; again++)
        {
            var kept = Assert.IsType<Reply.Correct>(throttle.Refuse(Form(Ana, "propose", ("text", "Plant herons"), ("closes", "3d"))));
            Assert.Equal(("propose", "12"), (kept.Form.Id, kept.Form.Args["n"]));
            Assert.Equal([("text", "Plant herons"), ("closes", "3d")], kept.Form.Fields.Select(f => (f.Id, f.Value!)));
            Assert.Equal("refusal.flood", Assert.IsType<Text.Said>(Assert.Single(kept.Errors).Value).Key);
            Assert.Equal("text", kept.Errors.Keys.Single());
            Assert.True(kept.Confidential);
        }
    }

    [Fact]
    public void Who_searches_is_told_in_place_of_what_was_found_and_a_page_just_stays_as_it_is()
    {
        Flood(Ana);
        var sought = new Request.Sought("x", "her", 0, 5) { Id = "s", Person = Ana, Place = Room, At = default };
        Assert.Equal("refusal.flood", Key(throttle.Refuse(sought)!));
        Assert.Equal("refusal.flood", Key(throttle.Refuse(sought with { Id = "s2" })!));
        Assert.IsType<Reply.Nothing>(throttle.Refuse(new Request.Visited { Id = "v", Person = Ana, Place = Ana.Direct, At = default }));
    }

    [Fact]
    public void What_the_platform_itself_says_is_always_heard()
    {
        Flood(Ana);
        Assert.Null(throttle.Refuse(new Request.Arrived { Id = "1", Person = Ana, Place = Room, At = default }));
        Assert.Null(throttle.Refuse(new Request.Removed { Id = "2", Person = Ana, Place = Room, At = default }));
        Assert.Null(throttle.Refuse(new Request.Renamed { Id = "3", Person = Ana, Place = Room, At = default }));
        Assert.Null(throttle.Refuse(new Request.Moved(Elsewhere) { Id = "4", Person = Ana, Place = Room, At = default }));
    }

    [Fact]
    public void However_many_come_only_so_many_are_remembered_and_those_last_met_are()
    {
        for (var n = 0; n < 5 * Throttle.Remembered; n++)
        {
            Assert.Null(throttle.Refuse(Press(Somebody(n), "post") with { Place = Room with { Channel = $"{n}" } }));
        }

        Assert.InRange(throttle.Count, Throttle.Remembered, 2 * Throttle.Remembered);
        Flood(Ana);
        for (var n = 0; n < Throttle.Remembered / 3; n++)
        {
            throttle.Refuse(Press(Somebody(-n)));
        }

        Assert.NotNull(throttle.Refuse(Press(Ana)));
    }

    [Fact]
    public void Ten_thousand_people_take_a_few_megabytes()
    {
        var presses = Enumerable.Range(0, 10_000).Select(n => Press(Somebody(n))).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var press in presses)
        {
            throttle.Refuse(press);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 8 * 1024 * 1024);
        Assert.Equal(10_000, throttle.Count);
    }

    [Fact]
    public void Nought_is_no_limit()
    {
        throttle = Limited(new() { PersonBurst = 0, PlaceBurst = 0 });
        Assert.All(Enumerable.Range(0, 5000), n => Assert.Null(throttle.Refuse(Words(Ana, "decide it"))));
    }

    [Fact]
    public void An_honest_person_never_meets_it()
    {
        // Presses, corrects and searches as fast as a hand can for ten minutes: two a second, in bursts.
        throttle = Limited(new());
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.All(Enumerable.Range(0, 115), _ => Assert.Null(throttle.Refuse(Words(Ana, "decide it"))));
            time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static Person Somebody(int n) => Bo with { User = $"somebody{n}" };

    private static string Key(Reply reply) => Assert.IsType<Text.Said>(Assert.IsType<Reply.Show>(reply).Card.Summary).Key;

    private static string Said(Reply reply) => $"{Assert.IsType<Text.Number>(Assert.IsType<Text.Said>(Assert.IsType<Reply.Show>(reply).Card.Summary).Args["n"]).Value}";

    private Throttle Limited(LimitSettings settings) => new(new Router([this], Texts.Load()), settings, time);

    /// <summary>The first refusal of a flood.</summary>
    private Reply? Flood(Person person) => Enumerable.Range(0, 1000).Select(_ => throttle.Refuse(Press(person))).First(r => r is not null);

    private Request.Pressed Press(Person who, string action = "look") => new(action, None) { Id = $"{number++}", Person = who, Place = Room, At = default };

    private Request.Said Words(Person who, string words) => new(words) { Id = $"{number++}", Person = who, Place = Room, At = Instant.MinValue };

    private Request.Submitted Form(Person who, string form, params (string Id, string Value)[] values) =>
        new(form, new Dictionary<string, string> { ["n"] = "12" }, values.ToDictionary(v => v.Id, v => v.Value)) { Id = $"{number++}", Person = who, Place = Room, At = default };
}
