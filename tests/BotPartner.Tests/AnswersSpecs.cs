using BotPartner.Core.Documents;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests;

public sealed class AnswersSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_when_the_bot_stops_is_sent_first()
    {
        using var answers = new Answers(NullLogger<Answers>.Instance);
        await answers.StartAsync(Stop);
        var (held, sent) = (new TaskCompletionSource(), 0);
        for (var i = 0; i < 40; i++)
        {
            answers.Later(async ct =>
            {
                await held.Task.WaitAsync(ct);
                Interlocked.Increment(ref sent);
            });
        }

        await answers.StopAsync(Stop);
        answers.Later(_ => Task.FromResult(Interlocked.Increment(ref sent))); // From a request that is just being finished.
        var stopped = answers.StoppedAsync(Stop);
        Assert.False(stopped.IsCompleted);
        held.SetResult();
        await stopped;
        Assert.Equal((41, 0), (sent, answers.Open));
    }

    [Fact]
    public async Task One_that_hangs_is_cut_off_when_time_is_up()
    {
        using var answers = new Answers(NullLogger<Answers>.Instance);
        await answers.StartAsync(Stop);
        using var up = new CancellationTokenSource();
        answers.Later(ct => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await answers.StopAsync(Stop);
        var stopped = answers.StoppedAsync(up.Token);
        await up.CancelAsync();
        await stopped;
        Assert.True(answers.ExecuteTask!.IsCompleted || answers.Open <= 1);
    }

    [Fact]
    public async Task An_answer_is_sent_under_the_id_of_its_request()
    {
        using var answers = new Answers(NullLogger<Answers>.Instance);
        await answers.StartAsync(Stop);
        var heard = new TaskCompletionSource<string?>();
        using (Correlation.Begin("abc"))
        {
            answers.Later(_ =>
            {
                heard.SetResult(Correlation.Current?.Id);
                return Task.CompletedTask;
            });
        }

        Assert.Equal("abc", await heard.Task.WaitAsync(Stop));
        await answers.StoppedAsync(Stop);
    }
}
