using System.Net;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Slack;

public sealed class CommandsSpecs
{
    [Theory]
    [InlineData("/partner", "help <@U7|bo> now", "help @bo now")]
    [InlineData("/partner", "  help &lt;b&gt; &amp;amp; <https://x.org/a?b=1&amp;c=2>", "help <b> &amp; https://x.org/a?b=1&c=2")]
    [InlineData("/help", "me", "help me")]
    [InlineData("/help", "", "help")]
    public async Task The_words_are_handed_in_as_they_were_typed(string command, string text, string words)
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Command(Payloads.Command(command, text))).StatusCode);
        var said = Assert.IsType<Request.Said>(Assert.Single(host.Requests));
        Assert.Equal(words, said.Words);
        Assert.Equal("slack:T1:1.2.abc", said.Id);
        Assert.InRange(said.At - Instant.FromDateTimeOffset(host.Time.GetUtcNow()), Duration.FromSeconds(-1), Duration.FromSeconds(1));
        Assert.Equal("general", said.Place.Name);
    }

    [Fact]
    public async Task People_mentioned_come_along()
    {
        await using var host = await SlackHost.Start();
        await host.Command(Payloads.Command("/partner", "help <@U7|bo>"));
        Assert.Equal(new Person("slack", "T1", "U7", "bo"), Assert.Single(((Request.Said)host.Requests.Single()).Mentions));
    }

    [Fact]
    public async Task The_reply_comes_in_the_answer_and_says_that_it_is_ephemeral()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Reply.Say(Text.Say("refusal.busy")) with { Language = "es" });
        var body = await Json(await host.Command(Payloads.Command("/partner", "help")));
        Assert.Equal("ephemeral", body.GetProperty("response_type").GetString());
        Assert.Equal(Samples.Words("refusal.busy", "es"), body.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"ok":true,"channel":{"id":"C1","is_ext_shared":true}}""", "C1", true)]
    [InlineData("""{"ok":true,"channel":{"id":"C1","is_ext_shared":false}}""", "C1", false)]
    [InlineData("""{"ok":false,"error":"channel_not_found"}""", "C1", true)]
    [InlineData("""{"ok":true,"channel":{"id":"D1"}}""", "D1", false)]
    public async Task Where_no_partnership_meets_it_is_said_what_to_do_in_a_channel_of_others(string info, string channel, bool said)
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["conversations.info"] = () => SlackStub.Json(info);
        host.Does = _ => Task.FromResult(Refusal.Of("refusal.not-connected").ToReply() with { Language = "es" });
        var body = (await Json(await host.Command(Payloads.Command("/partner", "help", channel: channel)))).GetRawText();
        Assert.Equal(said, body.Contains("otra organización", StringComparison.Ordinal));
        host.Does = _ => Task.FromResult(Refusal.Of("refusal.stranger").ToReply() with { Language = "es" });
        Assert.DoesNotContain("otra organización", (await Json(await host.Command(Payloads.Command("/partner", "help", channel: channel)))).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_types_is_handed_in_as_Slack_knows_them()
    {
        await using var host = await SlackHost.Start();
        await host.Command(Payloads.Command("/partner", "help"));
        var ana = Assert.Single(host.Requests).Person;
        Assert.Equal(("Ana Silva", "fr-FR", "Europe/Paris"), (ana.Name, ana.Language, ana.TimeZone));
    }

    [Fact]
    public async Task An_unknown_command_gets_help()
    {
        await using var host = await SlackHost.Start();
        var body = await Json(await host.Command(Payloads.Command("/conflict-protocol", "shows <!channel>")));
        Assert.Contains("conflict-protocol shows", body.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_opened_while_its_trigger_lives_and_the_answer_is_empty()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult<Reply>(new Reply.Open(Samples.Form()) { Language = "en" });
        var response = await host.Command(Payloads.Command("/partner", "help"));
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var call = await host.Slack.Next("views.open");
        Assert.Equal("1.2.abc", call.Words("trigger_id"));
        Assert.Equal("ask", call.Body.GetProperty("view").GetProperty("callback_id").GetString());
    }

    [Fact]
    public async Task A_form_whose_trigger_expired_becomes_a_button()
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["views.open"] = () => SlackStub.Json("""{"ok":false,"error":"expired_trigger_id"}""");
        host.Does = _ => Task.FromResult<Reply>(new Reply.Open(Samples.Form()) { Language = "en" });
        var body = await Json(await host.Command(Payloads.Command("/partner", "help")));
        Assert.Contains("ask.open", body.GetRawText(), StringComparison.Ordinal);
        Assert.Single(host.Slack.Methods, "views.open");
    }

    [Fact]
    public async Task A_slow_command_is_acknowledged_and_answered_later()
    {
        await using var host = await SlackHost.Start();
        var gate = new TaskCompletionSource<Reply>();
        host.Does = _ => gate.Task;
        host.Slack.Answers["users.info"] = () => SlackStub.Json("""{"ok":false,"error":"user_not_found"}""");
        var pending = host.Command(Payloads.Command("/partner", "help"));
        await host.Time.PassUntil(pending);
        var body = await Json(await pending);
        Assert.Equal(Samples.Words("slack.pending", "en"), body.GetProperty("text").GetString());
        gate.SetResult(Reply.Say("at last") with { Language = "en" });
        var call = await host.Slack.Next("response_url");
        Assert.Equal(("at last", "ephemeral"), (call.Words("text"), call.Words("response_type")));
        Assert.Null(call.Authorization);
    }

    [Fact]
    public async Task While_the_store_is_down_the_person_is_told_so()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => throw new StoreUnavailableException("down");
        var response = await host.Command(Payloads.Command("/partner", "help"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Samples.Words("refusal.unavailable", "fr"), (await Json(response)).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("D1", "directmessage", PlaceKind.Personal, null)]
    [InlineData("G1", "mpdm-ana--bo-1", PlaceKind.Group, null)]
    [InlineData("G1", "privategroup", PlaceKind.Channel, null)]
    [InlineData("C1", "general", PlaceKind.Channel, "general")]
    public async Task The_place_is_what_its_id_and_name_say(string channel, string name, PlaceKind kind, string? shown)
    {
        await using var host = await SlackHost.Start();
        await host.Command(Payloads.Command("/partner", "help", channel: channel, name: name));
        Assert.Equal(new Place("slack", "T1", channel, kind) { Name = shown }, host.Requests.Single().Place);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
