using System.Net;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Tests.Slack;

public sealed class SubmissionSpecs
{
    private const string Values = """{"title":{"v":{"type":"plain_text_input","value":"A & <b>"}},"why":{"v":{"type":"plain_text_input","value":null}},"method":{"v":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"Consent"},"value":"consent"}}}}""";

    [Fact]
    public async Task A_form_comes_in_with_its_answers_its_arguments_and_its_place()
    {
        await using var host = await SlackHost.Start();
        var response = await host.Interact(Payloads.Submission(Values));
        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        var submitted = Assert.IsType<Request.Submitted>(Assert.Single(host.Requests));
        Assert.Equal("ask", submitted.Form);
        Assert.Equal("12", submitted.Args["decision"]);
        Assert.Equal(new Dictionary<string, string> { ["title"] = "A & <b>", ["method"] = "consent" }, submitted.Values);
        Assert.Equal(new Place("slack", "T1", "C1", PlaceKind.Channel) { Name = "general" }, submitted.Place);
        Assert.StartsWith("slack:T1:V1:1.h:", submitted.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkboxes", """[{"value":"2"},{"value":"3"}]""", "2,3")]
    [InlineData("multi_static_select", """[{"value":"7"}]""", "7")]
    [InlineData("checkboxes", "[]", null)]
    public async Task Several_chosen_come_in_joined_and_none_is_absent(string type, string chosen, string? value)
    {
        await using var host = await SlackHost.Start();
        await host.Interact(Payloads.Submission("""{"several":{"v":{"type":"TYPE","selected_options":CHOSEN}}}""".Replace("TYPE", type, StringComparison.Ordinal).Replace("CHOSEN", chosen, StringComparison.Ordinal)));
        var submitted = Assert.IsType<Request.Submitted>(Assert.Single(host.Requests));
        Assert.Equal(value, submitted.Values.GetValueOrDefault("several"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_inputs_and_what_belongs_to_none_at_the_first()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult<Reply>(new Reply.Correct(Samples.Form(), new Dictionary<string, Text> { ["why"] = "Say why", ["gone"] = "Too late" }) { Language = "en" });
        var body = await Json(await host.Interact(Payloads.Submission(Values)));
        Assert.Equal("errors", body.GetProperty("response_action").GetString());
        var errors = body.GetProperty("errors");
        Assert.Equal(("Say why", "Too late"), (errors.GetProperty("why").GetString(), errors.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task A_card_takes_the_place_of_the_form()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Reply.Say("thank you") with { Language = "en" });
        var body = await Json(await host.Interact(Payloads.Submission(Values)));
        Assert.Equal("update", body.GetProperty("response_action").GetString());
        Assert.Contains("thank you", body.GetProperty("view").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Close", body.GetProperty("view").GetProperty("close").GetProperty("text").GetString());
        Assert.False(body.GetProperty("view").TryGetProperty("submit", out _));
    }

    [Fact]
    public async Task A_form_may_lead_to_the_next()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult<Reply>(new Reply.Open(Samples.Form("because")) { Language = "en" });
        var body = await Json(await host.Interact(Payloads.Submission(Values)));
        Assert.Equal("update", body.GetProperty("response_action").GetString());
        Assert.Contains("because", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_while_the_store_is_down()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => throw new StoreUnavailableException("down");
        var body = await Json(await host.Interact(Payloads.Submission(Values)));
        Assert.Equal(Samples.Words("refusal.unavailable", "fr"), body.GetProperty("errors").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Nor_if_it_takes_too_long()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => new TaskCompletionSource<Reply>().Task;
        var pending = host.Interact(Payloads.Submission(Values));
        await host.Time.PassUntil(pending);
        Assert.Equal("errors", (await Json(await pending)).GetProperty("response_action").GetString());
    }

    [Fact]
    public async Task A_form_without_inputs_that_cannot_be_kept_is_not_acknowledged()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => throw new StoreUnavailableException("down");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Interact(Payloads.Submission("{}", blocks: "[]"))).StatusCode);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
