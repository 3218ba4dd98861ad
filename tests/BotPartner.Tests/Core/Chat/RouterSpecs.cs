using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Tests.Core.Chat;

public sealed class RouterSpecs
{
    private static readonly Texts Texts = Texts.Load();

    [Theory]
    [InlineData("decide Adopt it", "decide:Adopt it")]
    [InlineData("  DECIDE   Adopt  it ", "decide:Adopt  it")]
    [InlineData("décider Adopt it", "decide:Adopt it")]
    [InlineData("decidir Adopt it", "decide:Adopt it")]
    [InlineData("partner add X as media", "partner.add:X as media")]
    [InlineData("add X as media", "partner.add:X as media")]
    [InlineData("Decide\nline one\nline two", "decide:line one\nline two")]
    [InlineData("hello!", "hello:")]
    public async Task Words_find_their_feature_in_any_language_and_case(string typed, string expected) =>
        Assert.Equal(expected, Plain(await Router("decide", "partner.add", "hello").Handle(Said(typed), Cancel)));

    [Theory]
    [InlineData("dedice X")]
    [InlineData("🎉🎉🎉")]
    [InlineData("مرحبا")]
    public async Task Unknown_words_get_the_nearest_commands_and_a_way_to_help(string typed)
    {
        var reply = Assert.IsType<Reply.Show>(await Router("decide", "partner.add", "join").Handle(Said(typed), Cancel));
        Assert.Contains("decide", Plain(reply), StringComparison.Ordinal);
        Assert.Contains(reply.Card.Elements.OfType<Element.Buttons>(), b => b.Items.Any(i => i.Action == "help"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData(" HELP ")]
    [InlineData("aide")]
    [InlineData("?")]
    public async Task Help_names_every_command(string typed)
    {
        var reply = Assert.IsType<Reply.Show>(await Router("decide", "partner.add").Handle(Said(typed), Cancel));
        Assert.Equal(2, Assert.Single(reply.Card.Elements.OfType<Element.Facts>()).Lines.Count);
    }

    [Fact]
    public async Task Help_on_a_command_tells_of_it_alone()
    {
        var reply = Assert.IsType<Reply.Show>(await Router("decide", "partner.add").Handle(Said("help decide"), Cancel));
        Assert.Single(Assert.Single(reply.Card.Elements.OfType<Element.Facts>()).Lines);
    }

    [Fact]
    public async Task A_very_long_nonsense_is_echoed_only_in_part() =>
        Assert.True(Plain(await Router("decide").Handle(Said(new string('x', 10_000)), Cancel)).Length < 500);

    [Fact]
    public void What_is_offered_outside_of_cards_is_listed_and_the_help_last()
    {
        static Task<Reply> Run(Request.Pressed pressed, CancellationToken cancellation) => Task.FromResult(Reply.None);
        var router = new Router(
            [new Ways(new Route.Press("on.cards", Run), new Route.Press("anywhere", Run) { Shortcut = Shortcut.Global }, new Route.Press("about.one", Run) { Shortcut = Shortcut.Message })],
            Texts);
        Assert.Equal(["anywhere", "about.one", "help"], router.Shortcuts.Select(s => s.Action));
    }

    [Fact]
    public async Task A_button_of_an_older_version_leads_on()
    {
        var pressed = new Request.Pressed("gone.by", new Dictionary<string, string>()) { Id = "1", Person = Anna, Place = Here, At = default };
        var reply = Assert.IsType<Reply.Show>(await Router("decide").Handle(pressed, Cancel));
        Assert.Contains(reply.Card.Elements.OfType<Element.Buttons>(), b => b.Items.Count > 0);
    }

    [Fact]
    public void A_way_that_two_features_take_stops_the_start() =>
        Assert.Throws<InvalidOperationException>(() => new Router([new Echo("a", new Route.Press("x", null!)), new Echo("b", new Route.Press("x", null!))], Texts));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Person Anna => new("a", "r", "anna", "Anna");

    private static Place Here => new("a", "r", "here", PlaceKind.Channel);

    private static Request.Said Said(string words) => new(words) { Id = "1", Person = Anna, Place = Here, At = Instant.FromUtc(2026, 1, 1, 0, 0) };

    private static string Plain(Reply reply) => Texts.Plain(Assert.IsType<Reply.Show>(reply).Card.Summary, Reader.Of("en", null));

    private static Router Router(params string[] verbs) => new(verbs.Select((v, i) => new Echo(v, new Route.Command(
        v, (_, rest, _) => Task.FromResult(Reply.Say($"{v}:{rest}")))
    { Order = i + 1 })), Texts);

    private sealed class Echo(string name, Route route) : IFeature
    {
        public IEnumerable<Route> Routes => [route];

        public override string ToString() => name;
    }

    private sealed class Ways(params Route[] routes) : IFeature
    {
        public IEnumerable<Route> Routes => routes;
    }
}
