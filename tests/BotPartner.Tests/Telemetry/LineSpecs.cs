using BotPartner.Core.Documents;
using BotPartner.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Telemetry;

public sealed class LineSpecs : IDisposable
{
    private readonly StringWriter written = new();

    [Fact]
    public void A_line_of_the_log_is_one_line_and_names_what_it_belongs_to()
    {
        var id = Correlation.New(new RandomIds());
        using (Correlation.Begin(id))
        {
            Log("could not\r\nbe sent", new InvalidOperationException("a\nb"));
        }

        Assert.StartsWith($"warn: 2026-03-02T09:00:00.000Z BotPartner.X[7] {id} could not be sent System.InvalidOperationException: a b", written.ToString(), StringComparison.Ordinal);
        Assert.Single(written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void What_belongs_to_nothing_has_no_id()
    {
        Log("ready", null);
        Assert.Equal($"warn: 2026-03-02T09:00:00.000Z BotPartner.X[7] ready{Environment.NewLine}", written.ToString());
    }

    [Fact]
    public void An_id_is_stored_in_22_characters_and_told_in_32()
    {
        var id = Correlation.New(new RandomIds());
        Assert.Matches("^[0-9a-f]{32}$", id);
        using var scope = Correlation.Begin(id);
        Assert.Equal(22, Correlation.Current!.Short.Length);
        Assert.Equal(id, Correlation.Long(Correlation.Current.Short));
        Assert.Equal("of another kind", Correlation.Long("of another kind"));
    }

    [Fact]
    public void Other_formats_get_the_id_in_a_scope_of_its_own()
    {
        var (scopes, heard) = (new CorrelatedScopes(), new List<string?>());
        using var outer = scopes.Push("outer");
        using var scope = Correlation.Begin("abc");
        scopes.ForEachScope((s, all) => all.Add(s!.ToString()), heard);
        Assert.Equal(["outer", "Correlation:abc"], heard);
    }

    public void Dispose() => written.Dispose();

    private void Log(string message, Exception? exception) => new LineFormatter(new ManualTime()).Write(
        new LogEntry<string>(LogLevel.Warning, "BotPartner.X", new EventId(7), message, exception, (m, _) => m), null, written);
}
