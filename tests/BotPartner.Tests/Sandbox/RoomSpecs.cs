using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotPartner.Sandbox;
using BotPartner.Sandbox.Room;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.House;

namespace BotPartner.Tests.Sandbox;

public sealed partial class RoomSpecs
{
    [Fact]
    public async Task What_is_done_in_the_room_reaches_the_bot_and_what_the_bot_does_is_seen()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var bot = await FakeBot.Start();
        var log = new WireLog(TimeProvider.System);
        await using var teams = await SimulatedTeams.Start(log: log, cancellation: cancellation);
        await using var slack = await SimulatedSlack.Start(log: log, cancellation: cancellation);
        teams.BotUrl = slack.BotUrl = bot.Url;
        using var clock = new RoomClock(new ShiftedTime(TimeProvider.System), log, () => 0);
        await using var room = BrowserRoom.Build(new() { Url = "http://127.0.0.1:0", Store = "" }, teams, slack, log, clock);
        await room.StartAsync(cancellation);
        using var page = new HttpClient { BaseAddress = new(room.Urls.First()) };

        foreach (var part in (string[])["/", "/css/room.css", "/js/main.js", "/lib/adaptivecards.min.js"])
        {
            Assert.NotEmpty(await page.GetStringAsync(part, cancellation));
        }

        Assert.Equal(403, await Act(page, """{"platform":"slack","act":"say","text":"hi"}"""));
        page.DefaultRequestHeaders.Add("X-Sandbox", "1");
        bot.Answer = _ => (200, """{"text":"only you"}""");
        Assert.Equal(200, await Act(page, """{"platform":"slack","act":"say","text":"/partner help"}"""));
        Assert.Equal("help", bot.Last.Field("text"));
        Assert.Equal(200, await Act(page, """{"platform":"teams","act":"say","text":"@BotPartner help"}"""));
        Assert.Equal("<at>BotPartner</at> help", (string)bot.Last.Json["text"]!);

        var mine = await State(page, slack.Bo.Account.Id);
        var told = mine["slack"]!["messages"]![0]!;
        Assert.Equal(("only you", true), ((string)told["text"]!, (bool)told["only"]!));
        Assert.Equal(2, mine["wire"]!.AsArray().Count);
        Assert.Empty((await State(page, slack.Dana.Account.Id))["slack"]!["messages"]!.AsArray());

        page.DefaultRequestHeaders.Host = "evil.example";
        Assert.Equal(403, (int)(await page.GetAsync("/", cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:3980")]
    [InlineData("http://192.0.2.1:3980")]
    [InlineData("not-an-address")]
    public async Task The_try_out_refuses_to_be_reached_by_others_unasked(string url) => Assert.Equal(1, await TryOut.Run(["--url", url]));

    [Theory]
    [InlineData("5")]
    [InlineData("many")]
    public async Task A_house_too_small_or_too_large_is_refused(string partners) => Assert.Equal(1, await TryOut.Run(["--partners", partners]));

    [Theory]
    [InlineData("--partner", "6")]
    [InlineData("please")]
    [InlineData("--url")]
    [InlineData("--data", "--empty")]
    [InlineData("--url", "http://localhost:0")]
    public async Task What_cannot_be_understood_is_refused(params string[] args) => Assert.Equal(1, await TryOut.Run(args));

    [Fact]
    public async Task Who_asks_for_help_is_helped() => Assert.Equal(0, await TryOut.Run(["--help"]));

    [Fact]
    public void Completion_offers_every_command_that_the_help_lists_as_the_help_writes_it()
    {
        using var texts = JsonDocument.Parse(File.ReadAllText(Path.Combine(Source.Root, "src/BotPartner.Core/Languages/en.json")));

        // What one says out of politeness is in no list.
        var known = texts.RootElement.EnumerateObject().Where(t => t.Name.StartsWith("usage.", StringComparison.Ordinal) && t.Name is not ("usage.hello" or "usage.thanks"));
        var page = File.ReadAllText(Path.Combine(Source.Root, "src/BotPartner.Sandbox/Room/page/js/commands.js"));
        Assert.Equal(known.Select(t => t.Value.GetString()!).Order(), Offered().Matches(page).Select(m => $"{m.Groups["word"]} {m.Groups["rest"]}".Trim()).Order());
    }

    [GeneratedRegex("""^  \["(?<word>[^"]+)", "(?<rest>[^"]*)", "[^"]+"\],$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, Timeout.Infinite)]
    private static partial Regex Offered();

    private static async Task<int> Act(HttpClient page, string act)
    {
        using var body = new StringContent(act);
        using var response = await page.PostAsync("/act", body, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private static async Task<JsonObject> State(HttpClient page, string slackPerson) =>
        JsonNode.Parse(await page.GetStringAsync($"/state?slack={slackPerson}", TestContext.Current.CancellationToken))!.AsObject();
}
