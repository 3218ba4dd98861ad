using BotPartner.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Slack;

public sealed class SlackSettingsSpecs
{
    [Fact]
    public void Without_a_signing_secret_Slack_is_off() => Assert.Null(Read(("Slack:BotToken", "xoxb-1")));

    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var settings = Read(("Slack:SigningSecret", "s"), ("Slack:BotToken", "xoxb-1"))!;
        Assert.Equal("https://slack.com/api/", settings.ApiBase.ToString());
        Assert.Equal(["hooks.slack.com", "hooks.slack-gov.com"], settings.ResponseOrigins.Select(o => o.Host));
    }

    [Theory]
    [InlineData("Slack:BotToken", "")]
    [InlineData("Slack:BotToken", "xoxp-1")]
    [InlineData("Slack:BotToken", "xoxb-1\n2")]
    [InlineData("Slack:ApiBaseUrl", "slack.com/api")]
    [InlineData("Slack:ApiBaseUrl", "http://slack.com/api/")]
    [InlineData("Slack:ApiBaseUrl", "ftp://slack.com/api/")]
    [InlineData("Slack:AllowedResponseHosts:0", "http://hooks.slack.com")]
    [InlineData("Slack:AllowedResponseHosts:0", "hooks.slack.com/path")]
    [InlineData("Slack:AllowedResponseHosts:0", "")]
    public void A_wrong_value_stops_the_start_with_one_clear_line(string key, string value)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Read(("Slack:SigningSecret", "canary"), ("Slack:BotToken", "xoxb-canary"), (key, value)));
        Assert.Contains(key.TrimEnd('0', ':'), wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void The_machine_itself_may_be_spoken_to_in_plain_http() => Assert.Equal(
        "http://127.0.0.1:4100/api/",
        Read(("Slack:SigningSecret", "s"), ("Slack:BotToken", "xoxb-1"), ("Slack:ApiBaseUrl", "http://127.0.0.1:4100/api"))!.ApiBase.ToString());

    [Fact]
    public async Task Slack_that_is_off_registers_nothing_and_opens_no_way_in()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddSlack();
        await using var app = builder.Build();
        app.MapSlack();
        Assert.Null(app.Services.GetService<SlackSettings>());
        Assert.Empty(((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints));
    }

    private static SlackSettings? Read(params (string Key, string Value)[] values) =>
        SlackSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.GroupBy(v => v.Key).ToDictionary(v => v.Key, v => (string?)v.Last().Value)).Build());
}
