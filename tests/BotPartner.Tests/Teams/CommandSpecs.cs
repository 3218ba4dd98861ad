using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Teams.Inbound;
using NodaTime;

namespace BotPartner.Tests.Teams;

/// <summary>Commands of the message extension: from a message's menu, and from anywhere.</summary>
public sealed class CommandSpecs : IAsyncLifetime
{
    // The shape of Microsoft's own recording of a message action.
    private const string Message = """
        {"linkToMessage":"https://teams.microsoft.com/l/message/19:c@thread.tacv2/1795","id":"1795","replyToId":null,"createdDateTime":"2026-11-20T12:52:24.833Z",
        "lastModifiedDateTime":null,"deleted":false,"summary":null,"importance":"normal","locale":"en-us",
        "body":{"contentType":"html","content":"<div><div><at id=\"0\">Ann Lee</at>&nbsp;&lt;never&gt; asked us</div>\n</div>"},
        "from":{"device":null,"conversation":null,"user":{"userIdentityType":"aadUser","id":"B130C271-d2eb-45f9-83ab-9eb3fe3788bc","displayName":"Olo Brockhouse"},"application":null},
        "reactions":[],"mentions":[{"id":0,"mentionText":"Ann Lee","mentioned":{"device":null,"conversation":null,"user":{"userIdentityType":"aadUser","id":"x","displayName":"Ann Lee"},"application":null}}]}
        """;

    private static readonly Form Idea = new("idea", "New idea", "Send", [new Field.Words("text", "Text") { Required = true, Value = "typed" }])
    {
        Args = new Dictionary<string, string> { ["n"] = "12" },
        Opener = new("Open", "idea.open", new Dictionary<string, string>()),
    };

    private TeamsHost host = null!;

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task On_a_message_a_command_is_a_press_about_it_and_opens_a_dialog()
    {
        host.Bot.Always(new Reply.Open(Idea));
        var task = (await Answer(Command(JsonNode.Parse(Message)))).GetProperty("task");
        Assert.Equal(("continue", "New idea"), (task.GetProperty("type").GetString(), task.GetProperty("value").GetProperty("title").GetString()));
        Assert.DoesNotContain("Action.Execute", task.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("task/fetch", task.GetRawText(), StringComparison.Ordinal);

        var pressed = Assert.IsType<Request.Pressed>(host.Bot.Last);
        Assert.Equal("vote", pressed.Action);
        Assert.Empty(pressed.Args);
        Assert.Equal(new Quoted("Olo Brockhouse: @Ann Lee <never> asked us", null, Instant.FromUtc(2026, 11, 20, 12, 52, 24).PlusNanoseconds(833_000_000)), pressed.About);
        Assert.Equal(("19:c@thread.tacv2", PlaceKind.Channel, null), (pressed.Place.Channel, pressed.Place.Kind, pressed.Place.Name));
        Assert.Empty(host.Microsoft.All());
    }

    [Fact]
    public async Task One_s_own_message_is_recognised_as_such()
    {
        var command = Command(JsonNode.Parse(Message));
        command["from"]!["aadObjectId"] = "b130c271-D2EB-45f9-83ab-9eb3fe3788bc";
        await Answer(command);
        var about = Assert.IsType<Request.Pressed>(host.Bot.Last).About!;
        Assert.Equal(("@Ann Lee <never> asked us", host.Bot.Last.Person.Key), (about.Words, about.By!.Key));
    }

    [Theory]
    [InlineData("""{"body":{"contentType":"text","content":" a <b> & c "}}""", "a <b> & c")]
    [InlineData("""{"subject":"Nets","body":{"contentType":"html","content":"<p>who pays?</p>"}}""", "Nets\nwho pays?")]
    [InlineData("""{"body":{"contentType":"html","content":"<attachment id=\"1\"></attachment>"},"from":{"user":null,"application":{"id":"a","displayName":"BotPartner"}},"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"{\"type\":\"AdaptiveCard\",\"fallbackText\":\"Decision 1\"}"}]}""", "Decision 1")]
    [InlineData("""{"body":{"contentType":"html","content":null},"attachments":[{"content":"no json"}]}""", "")]
    [InlineData("""{"body":null,"from":null,"createdDateTime":"yesterday"}""", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public async Task Any_message_can_be_pointed_at(string payload, string words)
    {
        Assert.Equal(HttpStatusCode.OK, (await host.Post(Command(JsonNode.Parse(payload)).ToJsonString())).StatusCode);
        Assert.Equal(new Quoted(words, null, null), Assert.IsType<Request.Pressed>(host.Bot.Last).About);
    }

    [Fact]
    public async Task Without_a_message_there_is_nothing_it_is_about()
    {
        host.Bot.Always(Reply.Say("Here."));
        var command = Anywhere();
        command["value"]!["commandContext"] = "commandBox";
        var task = (await Answer(command)).GetProperty("task");
        Assert.Equal(("message", "Here."), (task.GetProperty("type").GetString(), task.GetProperty("value").GetString()));
        Assert.Null(Assert.IsType<Request.Pressed>(host.Bot.Last).About);
    }

    [Fact]
    public async Task Its_dialog_is_sent_mended_and_closed()
    {
        host.Bot.Always(new Reply.Correct(Idea, new Dictionary<string, Text> { ["text"] = "Too short" }));
        var mended = (await Answer(Sent(Sample.Sent("idea", ("text", "typed"))))).GetProperty("task");
        Assert.Contains("Too short", mended.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"value\":\"typed\"", mended.GetRawText(), StringComparison.Ordinal);
        var submitted = Assert.IsType<Request.Submitted>(host.Bot.Last);
        Assert.Equal(("idea", "typed", "12"), (submitted.Form, submitted.Values["text"], submitted.Args["n"]));

        host.Bot.Always(Reply.Say("Done."));
        Assert.Equal("Done.", (await Answer(Sent(Sample.Sent("idea", ("text", "better"))))).GetProperty("task").GetProperty("value").GetString());
        await Answer(Sent(Sample.Pressed("vote", ("choice", "yes"))));
        Assert.Equal("yes", Assert.IsType<Request.Pressed>(host.Bot.Last).Args["choice"]);

        host.Bot.Always(Reply.None);
        Assert.Equal(default, await Answer(Sent(Sample.Sent("idea", ("text", "better")))));
        Assert.Empty(host.Microsoft.All());
    }

    [Fact]
    public async Task A_file_is_handed_over_in_the_dialog_and_not_in_a_conversation_where_the_bot_may_be_a_stranger()
    {
        host.Bot.Always(new Reply.File("a.txt", "text/plain", (s, c) => s.WriteAsync("told"u8.ToArray(), c).AsTask(), "Your file", new("p", "a")) { Confidential = true });
        Assert.Contains("told", (await Answer(Anywhere())).GetProperty("task").GetRawText(), StringComparison.Ordinal);
        Assert.Empty(host.Microsoft.All());
    }

    [Fact]
    public async Task A_command_that_is_not_known_any_more_leads_on()
    {
        var command = Anywhere();
        command["value"]!["commandId"] = "gone.by";
        Assert.NotEqual("", (await Answer(command)).GetProperty("task").GetRawText());
        Assert.Empty(host.Bot.Heard);
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"commandId":7}""", HttpStatusCode.BadRequest)]
    [InlineData("""[]""", HttpStatusCode.BadRequest)]
    [InlineData("""{"commandId":"vote","commandContext":"message"}""", HttpStatusCode.OK)]
    public async Task What_is_not_a_command_is_refused(string value, HttpStatusCode status)
    {
        var command = Anywhere();
        command["value"] = JsonNode.Parse(value);
        Assert.Equal(status, (await host.Post(command.ToJsonString())).StatusCode);
    }

    [Fact]
    public void The_chat_of_two_people_is_no_conversation_with_the_bot()
    {
        var command = Command(JsonNode.Parse(Message));
        command["conversation"] = new JsonObject { ["id"] = "19:one_two@unq.gbl.spaces", ["conversationType"] = "personal", ["tenantId"] = TeamsHost.Tenant };
        var act = Assert.IsType<Incoming.Act>(Incoming.Read(Sample.Read(command.ToJsonString()), Instant.FromUtc(2026, 11, 21, 18, 0)));
        Assert.Equal((PlaceKind.Group, Way.FetchCommand), (act.Request.Place.Kind, act.Way));
    }

    [Fact]
    public async Task Work_that_takes_longer_than_the_platform_waits_is_answered_before()
    {
        var begun = new TaskCompletionSource();
        host.Bot.Says = async (_, _) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return Reply.None;
        };
        var answer = Answer(Anywhere());
        await begun.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.Equal("message", (await answer).GetProperty("task").GetProperty("type").GetString());
    }

    private static JsonObject Command(JsonNode? message)
    {
        var activity = Sample.InChannel(null);
        activity.Remove("text");
        activity["type"] = "invoke";
        activity["name"] = "composeExtension/fetchTask";
        activity["conversation"]!["name"] = "Harbour";
        activity["value"] = new JsonObject { ["commandId"] = "vote", ["commandContext"] = "message", ["requestId"] = "7f7d", ["messagePayload"] = message };
        return activity;
    }

    private static JsonObject Anywhere()
    {
        var activity = Command(null);
        activity["value"] = new JsonObject { ["commandId"] = "vote", ["commandContext"] = "compose" };
        return activity;
    }

    private static JsonObject Sent(JsonObject data)
    {
        var activity = Command(JsonNode.Parse(Message));
        activity["name"] = "composeExtension/submitAction";
        activity["value"]!["data"] = data;
        return activity;
    }

    private async Task<JsonElement> Answer(JsonObject activity)
    {
        using var response = await host.Post(activity.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }
}
